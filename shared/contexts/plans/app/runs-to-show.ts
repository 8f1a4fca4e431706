import { lastRun } from '#contexts/plans/domain/job/state.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { resultOf } from '#contexts/operations/domain/run/state.ts';

/** The newest judged run of each job that wrote something. */
export function runsToShow({ jobs }: Tested): { id: string; chunks: { stdout: number; stderr: number } }[] {
  return jobs.flatMap((job) => {
    const run = lastRun(job);
    const result = resultOf(run);
    if (run === undefined || result === undefined || run.executor === 'manual' || result.comparison.kind === 'not_observable') return [];
    return [{ id: run.id, chunks: result.chunks }];
  });
}
