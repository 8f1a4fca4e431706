import { expect, test } from '@jest/globals';
import { hash } from 'node:crypto';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import { MINUTE } from '#kernel/time.ts';
import { cancelRun } from '#products/pipelines/app/cancel-run.ts';
import { createRun } from '#products/pipelines/app/create-run.ts';
import { houseOf } from '#products/pipelines/app/house.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { endsWell, openSharedWorld, settles, tasksOf } from '#test/support/pipelines/installed.ts';
import { by, prepared } from '#test/support/pipelines/town.ts';

const A = 'a'.repeat(16);
async function opened() {
  const world = openSharedWorld();
  const { system } = world;
  const house = { ...houseOf(system), sha1: (text: string) => hash('sha1', text) };
  const tasks = () => tasksOf(world);
  const tells = (task: AgentTaskDocument) => endsWell(world, task);
  const run = async () => (await system.store.get({ collection: 'runs', id: A }))?.state;
  await createRun(house, prepared(A, { extract: {}, model: { needs: ['extract'] } }), { id: 'make', by });
  await settles(world);
  return { world, system, house, tasks, tells, run };
}

test('K2 K5 in the installation a run goes to its end by the effects of all its products, and the sweep finds nothing to do', async () => {
  const { world, system, tasks, tells, run } = await opened();
  for (const action of ['extract', 'model']) {
    const [task] = await tasks();
    expect(task?.body).toMatchObject({ kind: 'action', action });
    if (task !== undefined) await tells(task);
  }
  expect(await run()).toMatchObject({ ended: { end: 'succeeded', counts: { succeeded: 2 } } });
  world.time.now += 5 * MINUTE;
  expect(await sweep(system, 'sweep')).toMatchObject({
    effects: 0,
    ended_runs: 0,
    held_slots: 0,
    joins: 0,
    ready_actions: 0,
    waiting_jobs: 0,
  });
});

test('O5 in the installation a run is cancelled by its effect', async () => {
  const { world, house, tasks, run } = await opened();
  expect(await cancelRun(house, A, { id: 'cancel', by, who: 'ada' })).toBe(true);
  await settles(world);
  expect(await run()).toMatchObject({ ended: { end: 'cancelled', counts: { cancelled: 2 } } });
  expect(await tasks()).toEqual([]);
});
