import fc from 'fast-check';
import { isLive } from '#contexts/operations/domain/run/state.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import { details, does, person, tries, type Ask, type Change, type Story } from '#test/support/given-request.ts';
import { anybody, fittingCommands, pick, wild } from '#test/support/request-commands.ts';
import { ending } from '#test/support/request-steps.ts';

/** One roll of the dice: which command comes next, by whom, and what is in it. */
export type Roll = readonly [number, number, number, number];

export const rolls = fc.array(fc.tuple(fc.nat(99), fc.nat(9999), fc.nat(9999), fc.nat(9999)), {
  minLength: 1,
  maxLength: 120,
  size: 'max',
});

/** A command that some program or person could send now: mostly one that fits, sometimes stale, doubled, foreign or senseless. */
export function nextCommand(state: RequestState, sent: readonly Change[], [dice, a, b, c]: Roll): { ask: Ask; by: Actor } {
  const earlier = sent.length > 0 ? pick(sent, a) : undefined;
  if (dice < 5 && earlier !== undefined) return { ask: earlier, by: earlier.by };
  if (dice < 15) return { ask: wild(state, a, b, c), by: anybody(b) };
  const fitting = fittingCommands(state, b, c);
  return pick(fitting, a);
}

/** Plays the rolls; time goes on by up to some hours each. `look` sees every step. */
export function play(story: Story, dice: readonly Roll[], look: (before: RequestState, sent: Change, took: boolean) => void): void {
  const sent: Change[] = [];
  for (const roll of dice) {
    story.now += roll[3] % 10 === 0 ? 3 * HOUR : roll[3] % 10 < 7 ? MINUTE / 2 : 0;
    const { ask, by } = nextCommand(story.state, sent, roll);
    const command = { ...ask, id: `c${sent.length}`, at: story.now, by };
    sent.push(command);
    const before = story.state;
    const refused = tries(story, ask, by);
    look(before, command, refused === undefined);
  }
}

/** The ends of everything that is at work on the backend, as its executor would bring them. */
export function endLiveWork(story: Story): void {
  for (let left = 200; left > 0; left -= 1) {
    const { turn, jobs } = story.state;
    const run = jobs.flatMap((job) => job.runs).find((one) => isLive(one) && one.executor !== 'manual');
    const step = turn?.steps.find((one) => one.state === 'running' && one.kind !== 'manual');
    const byPerson = story.state.questions.find(
      (one) => one.state === 'open' && (one.kind === 'manual_step' || one.kind === 'manual_test'),
    );
    if (turn === undefined || turn.state === 'ended') return;
    if (run !== undefined)
      does(story, { command: 'end_run', run: run.id, fencing: run.fencing, ending: ending({ cause: 'cancelled', exitCode: null }) });
    else if (step !== undefined)
      does(story, { command: 'end_deploy_step', fencing: turn.fencing, step: step.name, passed: false, note: 'over' });
    else if (byPerson !== undefined)
      does(story, { command: 'answer', question: byPerson.id, action: 'failed', details: details() }, person('grace'));
    else if (turn.state === 'preparing' || turn.state === 'deploying')
      does(story, { command: 'fail_deployment', fencing: turn.fencing, why: 'over' });
    else throw new Error(`a lease is held though nothing is at work (${story.state.status}, turn ${turn.state})`);
  }
  throw new Error('the turn does not end');
}
