import { expect, test } from '@jest/globals';
import { findOperations } from '#contexts/operations/app/listing/find.ts';
import { saveListings } from '#contexts/operations/app/listing/save.ts';
import { keptListings } from '#contexts/operations/app/listing/kept.ts';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import { jobListings } from '#products/pipelines/app/job-listings.ts';
import { jobListings as jobsFound } from '#products/pipelines/app/sweepers/job-listings.ts';
import { listings as requestsFound } from '#products/rehearsal/app/sweepers/listings.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import { endsRun, runs } from '#test/support/application/requests.ts';
import { openWorld, type World } from '#test/support/application/world.ts';
import { countOperations } from '#test/support/counting.ts';
import { newJob } from '#test/support/pipelines/jobs.ts';

async function found({ system }: World): Promise<Listing[]> {
  return (await findOperations([keptListings(system.store), jobListings(system)], {}, { limit: 100 })).listings;
}

test('O6 B6 what requests did before it could be found is listed by sweeps, and what has gone on since is as it stands', async () => {
  const world = openWorld();
  const { store } = world.system;
  await runs(world, 'rq1');
  await runs(world, 'rq2', { backend: 'backup' });
  const before = await found(world);
  const [first, ...others] = before;
  if (first === undefined) throw new Error('nothing was found');
  await store.transact(async (tx) => {
    for (const { id } of before) tx.delete({ collection: 'operationListings', id });
  });
  await endsRun(world, 'rq1');
  expect((await found(world)).map(({ state }) => state)).toEqual(['done']);
  const stale = before.find(({ program, backend }) => program === 'job' && backend === 'backup');
  if (stale === undefined) throw new Error('no run');
  await store.transact(async (tx) => saveListings(tx, [], [{ ...stale, state: 'pending' }]));
  expect(await requestsFound.look(world.system, 's1')).toBe(0);
  const after = await found(world);
  expect(after.map(({ id }) => id).toSorted()).toEqual([first, ...others].map(({ id }) => id).toSorted());
  expect(after.filter(({ program }) => program === 'job').map(({ state }) => state)).toContain('done');
  expect(after.find(({ id }) => id === stale.id)).toEqual(stale);
});

test('O6 B6 jobs of before are listed page by page, by whom their run was asked for, and then a sweep costs one read', async () => {
  const world = openWorld();
  const { store } = world.system;
  await store.transact(async (tx) => {
    const id = 'a'.repeat(16);
    tx.set({ collection: 'runs', id }, { id, head: 'h', open: true, createdAt: 1, commands: [], state: { id, createdBy: 'ada' } as never });
    for (let n = 0; n < 90; n += 1) {
      const state: JobState = { ...newJob(), id: `job${String(n).padStart(13, 'a')}`, createdAt: n % 5 };
      tx.set(
        { collection: 'jobs', id: state.id },
        { id: state.id, run: id, workspace: 'ws', createdAt: state.createdAt, commands: [], state },
      );
    }
  });
  const person = async (): Promise<number> =>
    (await findOperations([jobListings(world.system)], { person: 'ADA', program: 'action' }, { limit: 100 })).listings.length;
  expect(await person()).toBe(0);
  expect(await jobsFound.look(world.system, 's1')).toBe(0);
  expect(await person()).toBe(90);
  const { store: counted, operations } = countOperations(store);
  expect(await jobsFound.look({ ...world.system, store: counted }, 's2')).toBe(0);
  expect([operations.reads, operations.writes]).toEqual([1, 0]);
});
