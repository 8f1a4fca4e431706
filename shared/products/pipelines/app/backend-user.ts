import type { TurnTaker } from '#contexts/backends/ports.ts';
import { interruptJobs } from '#products/pipelines/app/interrupt-jobs.ts';
import { startJobs } from '#products/pipelines/app/start-jobs.ts';
import { queuesOf } from '#products/pipelines/domain/places.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';

/** Pipelines: their jobs share a backend. */
export function jobsOn(house: JobHouse): TurnTaker {
  return {
    async offer(slug) {
      await startJobs(house, slug);
      return undefined;
    },
    interrupt: (slug, id) => interruptJobs(house, slug, id),
    waiting: (backend) => house.store.count({ index: 'jobsByQueue', equal: {}, ...queuesOf(backend) }),
  };
}
