import { liveRun, type Job } from '#contexts/plans/domain/job/state.ts';
import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import { closeQuestions } from '#products/rehearsal/domain/decide/asking.ts';
import { stopClocks } from '#products/rehearsal/domain/decide/clocks.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { CancelReason, Run } from '#contexts/operations/domain/run/state.ts';

/** R10: two-phase. Asking twice is fine; what has finished stays finished. With `step`: that job's run alone. */
export function cancelLiveRuns(deciding: Deciding, reason: CancelReason, step?: string): void {
  for (const job of deciding.draft.state.jobs) {
    if (step !== undefined && job.step !== step) continue;
    const run = liveRun(job);
    if (run === undefined || run.cancelling !== undefined) continue;
    cancelRun(deciding, job, run, reason);
  }
}

export function cancelRun({ draft, at }: Deciding, job: Job, run: Run, reason: CancelReason): void {
  draft.record({ fact: 'run_cancel_requested', run: run.id, reason, at });
  // Nobody has to confirm that people stopped a test by hand.
  if (run.executor !== 'manual') return;
  draft.record({ fact: 'run_cancelled', run: run.id, reason, at });
  draft.record({ fact: 'retry_planned', step: job.step, cause: `cancelled (${reason})` });
}

/** Ends what still waits: questions, clocks, jobs that have not run, and asks live runs to stop. Evidence stays. */
export function endEverything(deciding: Deciding, reason: CancelReason, why: string): void {
  const { draft } = deciding;
  closeQuestions(deciding);
  // An admin who ends the request has answered all that was asked; a contributor's end leaves nothing to be answered.
  stopClocks(deciding, () => true, reason === 'admin' ? 'answered' : 'dropped');
  cancelLiveRuns(deciding, reason);
  const steps = draft.state.jobs.filter((job) => job.state === 'waiting' || job.state === 'on_hold').map((job) => job.step);
  if (steps.length > 0) draft.record({ fact: 'jobs_cancelled', steps, reason: why });
}

/** R10: by an operator, at any time, also while nobody is asked anything; what is running is asked to stop. */
export function stopRequest(deciding: Deciding, { reason, operator }: CommandOf<'stop'>): { refused: Refusal } | undefined {
  const { state } = deciding.draft;
  if (isClosed(state)) return refuse('not_possible_now', `the request is over: ${state.status}`);
  if (state.status === 'waiting_for_confirmation')
    return refuse('not_possible_now', 'its address is not confirmed, so nothing has started');
  rejectRequest(deciding, reason, operator);
  return undefined;
}

/** A4: one job that is not good ends the request; a new one takes up what was learned. */
export function rejectRequest(deciding: Deciding, reason: string, by: string): void {
  endEverything(deciding, 'admin', 'the request was rejected');
  deciding.draft.record({ fact: 'rejected', reason, by, at: deciding.at });
}
