import { lastRun } from '#domain/job/state.ts';
import type { Tested } from '#domain/request/parts/tested.ts';
import { resultOf } from '#domain/run/state.ts';

/** The newest judged run of each job that wrote something. */
export function runsToShow({ jobs }: Tested): { id: string; chunks: { stdout: number; stderr: number } }[] {
  return jobs.flatMap((job) => {
    const run = lastRun(job);
    const result = resultOf(run);
    if (run === undefined || result === undefined || run.executor === 'manual' || result.comparison.kind === 'not_observable') return [];
    return [{ id: run.id, chunks: result.chunks }];
  });
}
