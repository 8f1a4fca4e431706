import { liveRun } from '#contexts/plans/domain/job/state.ts';
import { stepQuestions } from '#contexts/operations/domain/programs.ts';
import { clockOf } from '#products/rehearsal/domain/clock-question.ts';
import { closeQuestions } from '#products/rehearsal/domain/decide/asking.ts';
import { pauseClock, resumeClock, stopClocks } from '#products/rehearsal/domain/decide/clocks.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { cancelRun } from '#products/rehearsal/domain/decide/ending.ts';
import { testClock } from '#products/rehearsal/domain/clock-names.ts';
import { fallenGates } from '#products/rehearsal/domain/fallen.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';

/**
 * G9: gates hold until the end. Every command ends with it, so that whatever made a gate fall, or hold again, it is said once, nothing more
 * starts, and no promise runs that nobody could keep (S3).
 */
export function holdByGates(deciding: Deciding): void {
  tellFall(deciding);
  paceClocks(deciding);
  const fallen = fallenGates(deciding.draft.state);
  if (fallen.length > 0)
    stopWhatHasNotBegun(
      deciding,
      fallen.some(({ state }) => state === 'failed'),
    );
}

function tellFall({ draft, at }: Deciding): void {
  const { state } = draft;
  const gates = fallenGates(state).map(({ gate }) => gate);
  const isOther = gates.some((gate) => state.fallen?.gates.includes(gate) !== true);
  if (gates.length > 0 && (isOther || gates.length !== state.fallen?.gates.length)) draft.record({ fact: 'gates_fell', gates, at });
  if (gates.length === 0 && state.fallen !== undefined && (!isClosed(state) || state.status === 'approved'))
    draft.record({ fact: 'gates_hold', at });
}

/** S3: what an admin cannot grant is no answer that they owe. They may still say no, or ask. */
export function paceClocks(deciding: Deciding): void {
  const { state } = deciding.draft;
  const isHeld = fallenGates(state).length > 0;
  for (const question of state.questions) {
    if (question.state !== 'open' || questionKinds[question.kind].pausesWithGates !== true) continue;
    // As it is by now: jobs that are judged together share one clock.
    const clock = clockOf(deciding.draft.state, question);
    if (clock?.state === 'running' && isHeld) pauseClock(deciding, clock);
    else if (clock?.state === 'paused' && !isHeld) resumeClock(deciding, clock);
  }
}

/**
 * What has begun may end: a run is evidence, whatever its pull request looks like meanwhile. What was not launched never is, and a deployment
 * is given up, with its age kept, when something is wrong; for what is only pending it may come to its end.
 */
function stopWhatHasNotBegun(deciding: Deciding, isFailed: boolean): void {
  const { draft, at } = deciding;
  const { status, turn, jobs } = draft.state;
  if (status === 'deploying' && (isFailed || turn?.state === 'preparing')) {
    closeQuestions(deciding, stepQuestions);
    draft.record({ fact: 'queued', since: draft.state.queuedSince ?? at });
  }
  for (const job of jobs) {
    const run = liveRun(job);
    if (run === undefined || run.cancelling !== undefined) continue;
    const isWaiting = run.executor !== 'manual' && run.state === 'pending';
    if (!isWaiting && !(run.executor === 'manual' && isFailed)) continue;
    cancelRun(deciding, job, run, 'gates');
    closeQuestions(deciding, ['manual_test'], job.step);
    stopClocks(deciding, ({ id }) => id === testClock(run.id), 'dropped');
  }
}
