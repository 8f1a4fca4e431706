import { pickJobs, startJobs } from '#products/pipelines/app/start-jobs.ts';
import { queuesOf } from '#products/pipelines/domain/places.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';
import { sweepGrace } from '#kernel/outbox.ts';

/** B6. Jobs that could start on this backend, and that nobody has offered it to. Gives how many were started. */
export async function startForgotten(house: JobHouse, slug: string): Promise<number> {
  const [first] = await house.store.query({ index: 'jobsByQueue', equal: {}, ...queuesOf(slug), limit: 1 });
  if (first === undefined) return 0;
  const { starts } = await pickJobs(house, slug);
  const now = await house.store.now();
  // What has come just now is on its way.
  return starts.some(({ updatedAt }) => now - updatedAt > sweepGrace(house.kernel)) ? startJobs(house, slug) : 0;
}
