import { mayRepeat } from '#contexts/operations/domain/programs.ts';
import { liveRun } from '#contexts/plans/domain/job/state.ts';
import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import { checkFencing } from '#products/rehearsal/domain/decide/allocation.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { cancelRun } from '#products/rehearsal/domain/decide/ending.ts';
import type { Refusal } from '#products/rehearsal/domain/decision.ts';

/**
 * B2, R10: a run is stopped only if its job is safe to run again; any other goes on, as a test by hand and the deployment do. After it the turn is
 * over, and the request queues again with its age (Q4). What puts the backend in order is done all the same (D6).
 */
export function recallTurn(deciding: Deciding, { fencing, reason }: CommandOf<'recall_turn'>): { refused: Refusal } | undefined {
  const { draft, at } = deciding;
  const stale = checkFencing(deciding, fencing);
  if (stale !== undefined) return stale;
  const { turn, jobs } = draft.state;
  if (turn === undefined || turn.state === 'clearing' || turn.recalled !== undefined) return undefined;
  draft.record({ fact: 'turn_recalled', reason, at });
  for (const job of jobs) {
    const run = liveRun(job);
    if (run === undefined || run.executor === 'manual' || run.cancelling !== undefined) continue;
    if (mayRepeat('job', job.ask.safeToRerun)) cancelRun(deciding, job, run, reason);
  }
  return undefined;
}
