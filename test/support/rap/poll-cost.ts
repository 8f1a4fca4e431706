import { createTaskDesk } from '#products/pipelines/app/controller-tasks.ts';
import { noteHeard } from '#contexts/backends/app/heard.ts';
import { BACKEND } from '#test/support/pipelines/house.ts';
import { openTown } from '#test/support/pipelines/town.ts';
import { countOperations, type Operations } from '#test/support/counting.ts';

export interface PollCost {
  /** Tasks that each poll shows. */
  tasks: number;
  /** Of the first poll, and of each of those that follow when nothing has changed. */
  first: Pick<Operations, 'reads' | 'writes'>;
  later: Pick<Operations, 'reads' | 'writes'>[];
}

/** P5. What the polls of an agent cost of the store, a second after the other, where so many actions wait. */
export async function pollCost(waiting: number, polls: number): Promise<PollCost> {
  let operations: Operations | undefined;
  const town = openTown({
    wrap(store) {
      const counted = countOperations(store);
      operations = counted.operations;
      return counted.store;
    },
  });
  const actions = Object.fromEntries(
    Array.from({ length: waiting + 6 }, (_, n) => [`a${n}`, n < 2 ? { usesDatabase: true, pool: 'database' } : {}]),
  );
  await town.makes('aaaaaaaaaaaaaaaa', actions);
  const desk = createTaskDesk({
    desk: town.desk,
    noteSeen: (backend) => noteHeard(town.house.kernel, backend, { every: 1_000 }),
    askerOf: () => Promise.resolve({ user: 'sam', project: 'p', organisations: [], permissions: [] }),
  });
  const costs: Pick<Operations, 'reads' | 'writes'>[] = [];
  let tasks = 0;
  for (let n = 0; n <= polls; n += 1) {
    town.time.now += 1_000;
    const before = { reads: operations?.reads ?? 0, writes: operations?.writes ?? 0 };
    tasks = (await desk.active(BACKEND)).length;
    costs.push({ reads: (operations?.reads ?? 0) - before.reads, writes: (operations?.writes ?? 0) - before.writes });
  }
  await town.store.close();
  const [first = { reads: 0, writes: 0 }, ...later] = costs;
  return { tasks, first, later };
}
