import type { Clock } from '#products/rehearsal/domain/promises.ts';
import type { Waiver } from '#contexts/gates/domain/gates.ts';
import { firstOf, type Invariant, type RequestChange, type Stage } from './invariant.ts';
import type { Hindrance } from '#contexts/gates/domain/hindrance.ts';

export const promiseInvariants: readonly Invariant[] = [
  {
    name: 'a clock is never reset',
    promise:
      'A promise of an answer keeps its time: what was left when it was paused is left when it goes on, and asking again starts no new one (S3).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => neverReset(change, stage)),
  },
  {
    name: 'clocks run while admins owe',
    promise:
      'The review clock runs while a review is asked for, and stands while the ball is with the contributor, nobody is asked (S1, S3) or a gate has fallen (G9).',
    afterCommit: ({ changes }) => firstOf(changes, runsWhenOwed),
  },
];

function neverReset({ before, after, entries }: RequestChange, { town }: Stage): string | undefined {
  for (const { facts, at } of entries)
    for (const fact of facts) {
      if (fact.fact === 'clock_resumed') {
        const clock = before?.state.clocks.find(({ id }) => id === fact.clock);
        if (clock?.state === 'paused' && fact.dueAt !== at + clock.remaining)
          return `${after.id}: ${fact.clock} goes on with another time than it had left`;
      }
      if (fact.fact === 'clock_started' && fact.dueAt > at + town.world.system.rules.answerWithin)
        return `${after.id}: ${fact.clock} has more than its time`;
    }
  const running = after.state.clocks.filter((clock: Clock) => clock.kind === 'review' && clock.state !== 'stopped');
  return running.length > 1 ? `${after.id} has ${running.length} review clocks` : undefined;
}

/** Nothing stands in the way but what the waiver names, or a word about the same that is less. */
function isOfNoOther({ covers = [] }: Waiver, found: readonly Hindrance[]): boolean {
  return found.every(({ what, name }) => covers.some((one) => one.name === name && (one.what === what || isWorse(one.what, what))));
}

function isWorse(one: Hindrance['what'], other: Hindrance['what']): boolean {
  return (one === 'red' && other === 'running') || (one === 'changes' && other === 'review');
}

function runsWhenOwed({ after: { id, state } }: RequestChange): string | undefined {
  const running = state.clocks.some(({ kind, state: now }) => kind === 'review' && now === 'running');
  const isHeld = state.gates.some(
    ({ gate, state: is, hindrances: found = [] }) =>
      (is === 'failed' || is === 'pending') &&
      !state.waivers.some((one) => one.gate === gate && one.ended === undefined && isOfNoOther(one, found)) &&
      !(gate === 'pull_request' && state.merge?.state === 'merged'),
  );
  const owed = state.status === 'in_review' && !isHeld;
  if (owed && !running) return `${id} is in review, and no clock runs`;
  return !owed && running ? `${id} is ${state.status}, and the review clock runs` : undefined;
}
