import { loadBackend } from '#contexts/backends/app/backends.ts';
import type { TurnTaker } from '#contexts/backends/ports.ts';
import { interruptJobs } from '#products/pipelines/app/interrupt-jobs.ts';
import { startJobs } from '#products/pipelines/app/start-jobs.ts';
import { queueName } from '#products/pipelines/domain/places.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';

/** Pipelines: their jobs share a backend. */
export function jobsOn(house: JobHouse): TurnTaker {
  return {
    async offer(slug) {
      await startJobs(house, slug);
      return undefined;
    },
    interrupt: (slug, id) => interruptJobs(house, slug, id),
    async waiting(backend) {
      const { state } = await loadBackend(house.store, backend);
      let waiting = 0;
      for (const pool of Object.keys(house.sharing(state)?.pools ?? {}))
        for (const usesDatabase of [true, false])
          waiting += await house.store.count({ index: 'jobsWaiting', equal: { waitsIn: queueName({ backend, pool, usesDatabase }) } });
      return waiting;
    },
  };
}
