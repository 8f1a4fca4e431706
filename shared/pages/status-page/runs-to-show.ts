import { lastRun } from '#domain/job/state.ts';
import type { RequestState } from '#domain/request/state.ts';
import { resultOf } from '#domain/run/state.ts';

/** Most lines that a page reads of one run; of more it shows the counts. */
const MOST_LINES = 20_000;

/** The newest judged run of each job that wrote something, if it is not too much for a page. */
export function runsToShow({ jobs }: RequestState): { id: string; chunks: { stdout: number; stderr: number } }[] {
  return jobs.flatMap((job) => {
    const run = lastRun(job);
    const result = resultOf(run);
    if (run === undefined || result === undefined || run.executor === 'manual' || result.comparison.kind === 'not_observable') return [];
    return result.lines.stdout + result.lines.stderr > MOST_LINES ? [] : [{ id: run.id, chunks: result.chunks }];
  });
}
