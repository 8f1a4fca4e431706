import { expect, test } from '@jest/globals';
import { countOperations } from '#test/support/counting.ts';
import { openTown } from '#test/support/pipelines/town.ts';

const A = 'a'.repeat(16);

test('Z3 B7 a run of 200 actions costs a bounded number of reads and writes for each, whatever waits beside it', async () => {
  let counted: ReturnType<typeof countOperations> | undefined;
  const town = openTown({
    pools: { default: 10 },
    wrap(store) {
      counted = countOperations(store as never);
      return counted.store as never;
    },
  });
  const { operations } = counted!;
  const actions = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`s${n}`, n < 100 ? {} : { needs: [`s${n - 100}`] }]));
  await town.makes(A, actions);
  expect(operations.writes).toBeLessThan(350);
  for (let ended = 0; ended < 200; ended += 1) {
    const [task] = await town.tasks();
    if (task?.body.kind !== 'action') throw new Error('nothing is asked for');
    await town.ends(task.body.action);
  }
  expect(await town.run(A)).toMatchObject({ ended: { end: 'succeeded', counts: { succeeded: 200 } } });
  // What the test itself looks at: effects that are due, and tasks that are open.
  const { outboxDue: _due, agentTasksOpen: _open, ...all } = Object.fromEntries(operations.byCollection);
  const each = (...names: string[]): number => names.reduce((sum, name) => sum + (all[name] ?? 0), 0) / 200;
  expect(each(...Object.keys(all))).toBeLessThan(95);
  expect(each('jobsWaiting', 'jobsWaitingByWorkspace', 'jobsWaitingOf')).toBeLessThan(15);
  expect(operations.writes / 200).toBeLessThan(35);
  await town.store.close();
}, 60_000);

test('O1 a run of 2,191 actions is made at once, and its ready steps become jobs in transactions of a bounded size', async () => {
  let largest = 0;
  const town = openTown({
    wrap: (store) => ({
      ...store,
      transact: (work) => {
        const { store: inner, operations } = countOperations(store as never);
        return (inner as unknown as typeof store).transact(work).finally(() => (largest = Math.max(largest, operations.writes)));
      },
    }),
  });
  const actions = Object.fromEntries(Array.from({ length: 2_191 }, (_, n) => [`s${n}`, n < 400 ? {} : { needs: [`s${n % 400}`] }]));
  await town.makes(A, actions);
  const jobs = await town.store.count({ index: 'jobsOfRun', equal: { run: A } });
  expect(jobs).toBe(400);
  // The run, its plan with pages and directory; a batch of jobs is smaller.
  expect(largest).toBeLessThan(60);
  expect((await town.slots()).holders).toHaveLength(4);
  await town.store.close();
}, 60_000);
