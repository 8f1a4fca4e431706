import { hash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { checkRecords } from '#products/pipelines/app/check-records.ts';
import { createRun } from '#products/pipelines/app/create-run.ts';
import { houseOf } from '#products/pipelines/app/house.ts';
import { endsWell, openSharedWorld, settles, tasksOf } from '#test/support/pipelines/installed.ts';
import { by, prepared } from '#test/support/pipelines/town.ts';

const A = 'a'.repeat(16);

test('Z1 Z4 a run and its jobs are whole, and a job that was made to say that it had succeeded is named', async () => {
  const world = openSharedWorld();
  const { store } = world.system;
  const house = { ...houseOf(world.system), sha1: (text: string) => hash('sha1', text) };
  await createRun(house, prepared(A, { extract: {}, model: { needs: ['extract'] } }), { id: 'make', by });
  await settles(world);
  const [task] = await tasksOf(world);
  if (task !== undefined) await endsWell(world, task);
  expect(await checkRecords(world.system)).toEqual([{ name: `run ${A}`, faults: [] }]);
  const [job] = await store.query({ index: 'jobsHeld', equal: { heldOn: 'local' }, limit: 1 });
  if (job === undefined) throw new Error('no job is at work');
  await store.transact(async (tx) => {
    const known = await tx.get({ collection: 'jobs', id: job.document.id });
    if (known?.state.state !== 'running') throw new Error('it does not run');
    tx.set({ collection: 'jobs', id: known.id }, { ...known, state: { ...known.state, state: 'succeeded', completedAt: 1 } });
  });
  expect(await checkRecords(world.system)).toMatchObject([{ name: `run ${A}`, faults: [{ fault: 'not_its_fold' }] }]);
  await store.close();
});
