import { expect, test } from '@jest/globals';
import { readList } from '#products/rehearsal/app/board/list.ts';
import { readForecast } from '#products/rehearsal/app/board/forecast.ts';
import { readBoard } from '#products/rehearsal/app/board/read-board.ts';
import { readAhead } from '#products/rehearsal/app/read-request.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { projectionsAreNew, renewProjections } from '#products/rehearsal/app/renew-projections.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Store } from '#functions/wiring/system.ts';
import { DAY, HOUR } from '#kernel/time.ts';
import { countOperations } from '#test/support/counting.ts';
import { arrives, does, queues } from '#test/support/application/requests.ts';
import { openWorld, type World } from '#test/support/application/world.ts';
import { allGates, SHA } from '#test/support/given-request.ts';
import { sampleAsk } from '#test/support/sample-request.ts';
import { withStore } from './samples.ts';
import type { Open } from './samples.ts';

const REQUESTS = 225;

/** As many open requests that wait for a turn as the report had, the last with a job of its own, and what they cost to be made. */
async function manyQueued(store: Store): Promise<World> {
  const now = await store.now();
  const releases = [{ name: '3.4.1', hardCutoff: now + 7 * DAY }];
  const world = openWorld({ store, time: { now }, rules: { releases, freezes: [] } });
  await queues(world, 'first');
  const like = await store.get({ collection: 'requests', id: 'first' });
  if (like === undefined) throw new Error('it is not there');
  for (let from = 1; from < REQUESTS - 1; from += 56)
    await store.transact(async (tx) => {
      for (let n = from; n < Math.min(REQUESTS - 1, from + 56); n += 1) tx.set({ collection: 'requests', id: `rq${n}` }, copyOf(like, n));
    });
  await arrives(world, 'last', { submission: { jobs: [sampleAsk({ name: 'FindTheNeedleInHaystackJob' })] } });
  await does(world, 'last', { command: 'record_gates', headSha: SHA, gates: allGates() });
  return world;
}

/** Written by an earlier program: without the fields by which lists find it. */
function copyOf({ boardRank: _rank, terms: _terms, ...like }: RequestDocument, n: number): RequestDocument {
  const id = `rq${n}`;
  const queueRank = like.queueRank.replace(/first$/, id);
  const { submission } = like.state;
  const contributor = { ...submission.contributor, githubLogin: `coder${n}` };
  return { ...like, id, queueRank, state: { ...like.state, id, submission: { ...submission, contributor } } };
}

/** W2, W8, C7: with 225 open requests nothing is counted, found or expected wrongly. */
export function boardCases(open: Open): void {
  test(
    'W2 W8 C7 225 open requests: counts, search, pages and forecast are of all of them',
    withStore(open, async ({ store }) => {
      const world = await manyQueued(store);
      const { system } = world;
      expect((await readBoard(system)).isWhole).toBe(false);
      expect(await renewProjections(system)).toBe(true);
      expect(await projectionsAreNew(system)).toBe(true);
      const { groups, backends, forecast, isWhole } = await readBoard(system);
      expect(isWhole).toBe(true);
      expect(Object.fromEntries(groups.filter(({ count }) => count > 0).map(({ status, count }) => [status, count]))).toEqual({
        queued: REQUESTS - 1,
        in_review: 1,
      });
      expect(groups.every(({ documents }) => documents.length <= 10)).toBe(true);
      expect(backends.find(({ slug }) => slug === 'local')?.waiting).toBe(REQUESTS - 1);
      await findsAll(world);
      forecastsAll(forecast);
      const place = await store.get({ collection: 'requests', id: 'rq99' });
      if (place !== undefined)
        expect((await readAhead(system, place.state)).queue).toMatchObject({ position: REQUESTS - 1, of: REQUESTS - 1 });
    }),
  );

  test(
    'C7 what a forecast cannot look at is counted',
    withStore(open, async ({ store }) => {
      const { system } = await manyQueued(store);
      const { state } = await readBackend(system, 'local');
      const [first] = await readForecast(system, [state], await store.now(), 100);
      expect([first?.told.length, first?.left]).toEqual([100, REQUESTS - 100]);
    }),
  );

  test(
    'Z3 what the board reads does not grow with the requests that are decided',
    withStore(open, async ({ store }) => {
      const { store: counted, operations } = countOperations(store);
      const world = openWorld({ store: counted });
      await queues(world, 'first');
      const like = await store.get({ collection: 'requests', id: 'first' });
      if (like === undefined) throw new Error('it is not there');
      const cost = async (): Promise<number> => {
        const before = operations.reads;
        await readBoard(world.system);
        await readList(world.system, { q: 'counttopics' });
        return operations.reads - before;
      };
      await renewProjections(world.system);
      const alone = await cost();
      const { waitsForBackend: _waits, awaitsCutoff: _awaits, ...over } = like;
      await store.transact(async (tx) => {
        for (let n = 0; n < 60; n += 1) tx.set({ collection: 'requests', id: `old${n}` }, { ...over, status: 'withdrawn', terms: ['old'] });
      });
      expect((await cost()) - alone).toBeLessThanOrEqual(20);
    }),
  );
}

async function findsAll({ system }: World): Promise<void> {
  for (const q of ['needle', 'FindTheNeedleInHaystackJob', 'findtheneedlein', 'haystack needle', 'last'])
    expect((await readList(system, { q })).documents.map(({ id }) => id)).toEqual(['last']);
  expect((await readList(system, { q: 'coder77' })).documents.map(({ id }) => id)).toEqual(['rq77']);
  expect(await readList(system, { q: 'coder', status: 'queued' })).toMatchObject({ count: REQUESTS - 2, beyond: 0 });
  expect(await readList(system, { q: 'coder', status: 'running' })).toMatchObject({ count: 0, documents: [] });
  expect((await readList(system, { q: 'job' })).count).toBe(REQUESTS);
  const seen: string[] = [];
  for (let next: Awaited<ReturnType<typeof readList>>['next'], more = true; more; more = next !== undefined) {
    const page = await readList(system, { status: 'queued', ...(next === undefined ? {} : { after: next }) });
    seen.push(...page.documents.map(({ id }) => id));
    next = page.next;
  }
  expect([seen.length, new Set(seen).size]).toEqual([REQUESTS - 1, REQUESTS - 1]);
}

/** A turn an hour: nobody knows better yet. The first are in time, the last are late, and none is left out. */
function forecastsAll(forecast: Awaited<ReturnType<typeof readForecast>>): void {
  const [release] = forecast;
  expect(release).toMatchObject({ name: '3.4.1', left: 0 });
  expect(release?.told).toHaveLength(REQUESTS);
  const late = release?.told.filter(({ outlook }) => outlook.chance === 'late') ?? [];
  expect(late.length).toBeGreaterThan(REQUESTS - (7 * DAY) / HOUR - 1);
  expect(late.length).toBeLessThan(REQUESTS - 100);
}
