import type { Job } from '#contexts/plans/domain/job/state.ts';
import { mayRepeat } from '#contexts/operations/domain/programs.ts';
import { MAX_ATTEMPTS, TRANSIENT } from '#contexts/operations/domain/run/classes.ts';
import { isLive, resultOf, type Run } from '#contexts/operations/domain/run/state.ts';

/**
 * R9: how many attempts in a row, up to the newest that is over, came to nothing for a transient cause on this commit.
 * Good runs, cancelled ones and other commits end the row: they say nothing about this job's luck.
 */
export function failedInARow(job: Job): number {
  const over = job.runs.filter((run) => !isLive(run));
  const newest = over.at(-1);
  const other = over.findLastIndex((run) => run.sha !== newest?.sha || !isTransient(run));
  return over.length - 1 - other;
}

/** Another attempt by itself: only when the job says that it is safe, and at most three. */
export function mayRetry(job: Job): boolean {
  return mayRepeat('job', job.ask.safeToRerun) && failedInARow(job) > 0 && failedInARow(job) < MAX_ATTEMPTS;
}

/** A lost run is a lost worker that nobody saw go. */
function isTransient(run: Run): boolean {
  const failure = resultOf(run)?.failure;
  return run.state === 'lost' || (failure !== undefined && TRANSIENT.has(failure.class) && failure.permanent !== true);
}
