import { expect, test } from '@jest/globals';
import { createRun } from '#products/pipelines/app/create-run.ts';
import { by, openTown, prepared } from '#test/support/pipelines/town.ts';

const A = 'aaaaaaaaaaaaaaaa';
const B = 'bbbbbbbbbbbbbbbb';

test('K5 the same run asked for again is there already; another under its id is refused', async () => {
  const town = openTown();
  const asks = (id: string, given = {}) => createRun(town.house, prepared(id, { extract: {} }, given), { id: `make:${id}`, by });
  expect(await asks(A)).toMatchObject({ outcome: 'made', run: { id: A } });
  expect(await asks(A)).toMatchObject({ outcome: 'unchanged' });
  expect(await asks(A, { commit: 'd'.repeat(40) })).toMatchObject({ outcome: 'other' });
  await town.store.close();
});

test('K2 of runs that are asked for at once in one workspace one is made, and the others are decided anew; other workspaces do not wait', async () => {
  const town = openTown();
  const asks = (id: string, workspace = 'ws') =>
    createRun(town.house, prepared(id, { extract: {} }, { workspace }), { id: `make:${id}`, by });
  const all = await Promise.all([asks(A), asks(B), asks('c'.repeat(16)), asks('d'.repeat(16), 'elsewhere')]);
  expect(all.map(({ outcome }) => outcome).toSorted()).toEqual(['made', 'made', 'stale', 'stale']);
  expect(await Promise.all([asks(A), asks(A), asks(A)])).toMatchObject([{ outcome: expect.stringMatching(/unchanged|stale/) }, {}, {}]);
  expect(await town.head()).toBe(1);
  await town.store.close();
});

test('O1 a plan that cannot be kept makes no run', async () => {
  const town = openTown();
  const done = await createRun(town.house, prepared(A, { extract: { needs: ['model'] }, model: { needs: ['extract'] } }), {
    id: 'make',
    by,
  });
  expect(done).toMatchObject({ outcome: 'problems', problems: [expect.stringContaining('wait for one another')] });
  expect([await town.run(A), await town.head()]).toEqual([undefined, 0]);
  await town.store.close();
});

test('K2 a run of nothing but what has succeeded is over at once', async () => {
  const town = openTown();
  await town.makes(A, { extract: {} });
  await town.ends('extract');
  await town.makes(B, { extract: { take: 'reuse', job: town.idOf(A, 'extract') } });
  expect(await town.run(B)).toMatchObject({ ended: { end: 'succeeded', counts: { succeeded: 1 } } });
  await town.store.close();
});
