import type { BackendUser } from '#contexts/backends/ports.ts';
import { interruptJobs } from '#products/pipelines/app/interrupt-jobs.ts';
import { queueName } from '#products/pipelines/domain/places.ts';
import type { RunHouse } from '#products/pipelines/ports/runs.ts';

/** Pipelines: their jobs share a backend. */
export function jobsOn(house: RunHouse): BackendUser {
  return {
    interrupt: (slug, id) => interruptJobs(house, slug, id),
    async waiting(backend) {
      let waiting = 0;
      for (const pool of Object.keys(house.sharing(backend)?.pools ?? {}))
        for (const usesDatabase of [true, false])
          waiting += await house.store.count({ index: 'jobsWaiting', equal: { waitsIn: queueName({ backend, pool, usesDatabase }) } });
      return waiting;
    },
  };
}
