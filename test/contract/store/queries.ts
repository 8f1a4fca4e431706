import { expect, test } from '@jest/globals';
import type { IndexQuery } from '#functions/wiring/system.ts';
import type { Store } from '#functions/wiring/system.ts';
import { agentTask, codeOf, effect, outboxEntry, put, task, withStore } from './samples.ts';
import type { Open } from './samples.ts';

type DueQuery = IndexQuery<'outboxDue'>;
const ids = async (store: Store, query: Partial<DueQuery> = {}): Promise<string[]> =>
  (await store.query({ index: 'outboxDue', equal: { open: true }, limit: 100, ...query })).map((found) => found.ref.id);

/** Entries of the outbox that are open, by id and `sweepAt`. */
async function fill(store: Store, entries: Record<string, unknown>, open: unknown = true): Promise<void> {
  await store.transact(async (tx) => {
    for (const [id, sweepAt] of Object.entries(entries))
      tx.set(effect(id), outboxEntry({ open, ...(sweepAt === undefined ? {} : { sweepAt }) }));
  });
}

/** Queries over declared indexes. */
export function queryCases(open: Open): void {
  orderCases(open);
  membershipCases(open);
  pageCases(open);
  undeclaredCases(open);
}

function orderCases(open: Open): void {
  test(
    'an empty store answers with nothing',
    withStore(open, async ({ store }) => {
      expect(await ids(store)).toEqual([]);
    }),
  );

  test(
    'found documents come whole, with their references',
    withStore(open, async ({ store }) => {
      await put(store, task('b', 'one'), agentTask({ createdAt: 5 }));
      const query = { index: 'agentTasksOpen', equal: { open: true }, parent: 'b', limit: 5 } as const;
      const expected = [{ ref: { collection: 'agentTasks', parent: 'b', id: 'one' }, document: agentTask({ createdAt: 5 }) }];
      expect(await store.query(query)).toEqual(expected);
      expect(await store.transact((tx) => tx.query(query))).toEqual(expected);
      await fill(store, { a: 1 });
      expect((await store.query({ index: 'outboxDue', equal: { open: true }, limit: 1 }))[0]?.ref).toEqual({
        collection: 'outbox',
        id: 'a',
      });
    }),
  );

  test(
    'numbers are ordered as numbers, ties by id',
    withStore(open, async ({ store }) => {
      await fill(store, { z: 10, a: 9, m: -3, b: 9.5, B: 9, c: 1e15, d: 2 ** 53 });
      expect(await ids(store)).toEqual(['m', 'B', 'a', 'b', 'z', 'c', 'd']);
    }),
  );

  test(
    'texts are ordered by their bytes, capitals first, and shorter before longer',
    withStore(open, async ({ store }) => {
      const values = ['', 'A', 'B', 'a', 'a ', 'aa', 'b', 'z', 'é', '한', '\uFFFD', '😀'];
      await fill(
        store,
        Object.fromEntries<unknown>(values.map((value, at) => [`i${String(at).padStart(2, '0')}`, value] as const).toReversed()),
      );
      expect(await ids(store)).toEqual(values.map((_, at) => `i${String(at).padStart(2, '0')}`));
    }),
  );

  test(
    'numbers come before texts',
    withStore(open, async ({ store }) => {
      await fill(store, { a: '0', b: 5, c: '', d: -1 });
      expect(await ids(store)).toEqual(['d', 'b', 'c', 'a']);
    }),
  );

  test(
    'a descending index turns both the order and the ties',
    withStore(open, async ({ store }) => {
      const request = (submittedAt: number): never => ({ submittedAt, status: 'x', queueRank: 'q' }) as never;
      for (const [id, at] of Object.entries({ a: 1, b: 3, c: 3, d: 2 })) await put(store, { collection: 'requests', id }, request(at));
      const newest = async (query: Partial<IndexQuery<'requestsNewestFirst'>>): Promise<string[]> =>
        (await store.query({ index: 'requestsNewestFirst', equal: {}, limit: 10, ...query })).map((found) => found.ref.id);
      expect(await newest({})).toEqual(['c', 'b', 'd', 'a']);
      expect(await newest({ from: 2 })).toEqual(['c', 'b', 'd']);
      expect(await newest({ to: 2, limit: 1 })).toEqual(['d']);
      expect(await newest({ after: { value: 3, id: 'c' } })).toEqual(['b', 'd', 'a']);
      expect(await newest({ after: { value: 3, id: 'b' }, from: 2 })).toEqual(['d']);
    }),
  );
}

function membershipCases(open: Open): void {
  test(
    'a document without the order field, or with one that has no order, is left out',
    withStore(open, async ({ store }) => {
      await fill(store, { a: undefined, b: null, c: [1], d: { x: 1 }, e: 1, f: 'x' });
      expect(await ids(store)).toEqual(['e', 'f']);
    }),
  );

  test(
    'true, "true", 1 and "1" are four values',
    withStore(open, async ({ store }) => {
      for (const [id, value] of Object.entries({ a: true, b: 'true', c: 1, d: '1', e: false, f: 0, g: null, h: undefined, i: [true] })) {
        await put(store, effect(id), outboxEntry({ sweepAt: 1, ...(value === undefined ? {} : { open: value }) }));
      }
      const found = await Promise.all([true, 'true', 1, '1', false, 0].map((value) => ids(store, { equal: { open: value } })));
      expect(found).toEqual([['a'], ['b'], ['c'], ['d'], ['e'], ['f']]);
    }),
  );

  test(
    'a query sees what changed, left and was deleted',
    withStore(open, async ({ store }) => {
      await fill(store, { a: 1, b: 2, c: 3 });
      await fill(store, { a: 9 });
      await fill(store, { b: 2 }, false);
      await store.transact(async (tx) => tx.delete(effect('c')));
      expect(await ids(store)).toEqual(['a']);
      expect(await ids(store, { equal: { open: false } })).toEqual(['b']);
    }),
  );

  test(
    'P3 a query of one parent sees nothing of another, not even of one whose name begins alike',
    withStore(open, async ({ store }) => {
      for (const parent of ['b', 'B', 'bb', 'b.b', 'b-']) await put(store, task(parent, `of-${parent}`), agentTask());
      const found = await store.query({ index: 'agentTasksOpen', equal: { open: true }, parent: 'b', limit: 10 });
      expect(found.map((one) => one.ref.id)).toEqual(['of-b']);
    }),
  );

  test(
    'texts with quotes and signs in equal fields are only texts',
    withStore(open, async ({ store }) => {
      const odd = `o'brien" OR 1=1 -- $.x %_ \\ é😀`;
      await put(store, effect('a'), outboxEntry({ state: odd, finishedAt: 1 }));
      const find = (state: string): Promise<number> =>
        store.query({ index: 'outboxDead', equal: { state }, limit: 5 }).then((found) => found.length);
      expect([await find(odd), await find(`${odd} `), await find("' OR '1'='1")]).toEqual([1, 0, 0]);
    }),
  );
}

function pageCases(open: Open): void {
  test(
    'bounds are inclusive',
    withStore(open, async ({ store }) => {
      await fill(store, { a: 1, b: 2, c: 3, d: 4 });
      expect(await ids(store, { from: 2 })).toEqual(['b', 'c', 'd']);
      expect(await ids(store, { to: 2 })).toEqual(['a', 'b']);
      expect(await ids(store, { from: 2, to: 3 })).toEqual(['b', 'c']);
      expect(await ids(store, { from: 3, to: 2 })).toEqual([]);
      expect(await ids(store, { from: 2.5, to: 3.5 })).toEqual(['c']);
    }),
  );

  test(
    'a bound admits only values of its own type',
    withStore(open, async ({ store }) => {
      await fill(store, { a: 1, b: 2, c: '', d: 'x' });
      expect(await ids(store, { from: 1 })).toEqual(['a', 'b']);
      expect(await ids(store, { to: 'x' })).toEqual(['c', 'd']);
      expect(await ids(store, { from: '' })).toEqual(['c', 'd']);
      expect(await ids(store, { to: 5 })).toEqual(['a', 'b']);
    }),
  );

  test(
    'the limit counts from the start of the order',
    withStore(open, async ({ store }) => {
      await fill(store, { a: 3, b: 1, c: 2 });
      expect(await ids(store, { limit: 2 })).toEqual(['b', 'c']);
      expect(await ids(store, { limit: 500 })).toHaveLength(3);
    }),
  );

  test(
    'pages continued with `after` give every document once, through ties',
    withStore(open, async ({ store }) => {
      await fill(store, { a: 1, b: 1, c: 1, d: 2, e: 2, f: 'x', g: 'x', B: 1 });
      const seen: string[] = [];
      for (let after: DueQuery['after'] | undefined; ;) {
        const page = await store.query({ index: 'outboxDue', equal: { open: true }, limit: 2, ...(after === undefined ? {} : { after }) });
        seen.push(...page.map((found) => found.ref.id));
        const last = page.at(-1);
        if (last === undefined) break;
        after = { value: last.document.sweepAt, id: last.ref.id };
      }
      expect(seen).toEqual(['B', 'a', 'b', 'c', 'd', 'e', 'f', 'g']);
    }),
  );

  test(
    '`after` works within bounds, and behind a document that is gone',
    withStore(open, async ({ store }) => {
      await fill(store, { a: 1, b: 2, c: 3, d: 4 });
      await store.transact(async (tx) => tx.delete(effect('b')));
      expect(await ids(store, { from: 1, to: 3, after: { value: 2, id: 'b' } })).toEqual(['c']);
      expect(await ids(store, { after: { value: 4, id: 'd' } })).toEqual([]);
    }),
  );
}

function undeclaredCases(open: Open): void {
  const undeclared: Record<string, unknown> = {
    'an unknown index': { index: 'nope', equal: {}, limit: 1 },
    'a name of the language': { index: 'constructor', equal: {}, limit: 1 },
    'a missing equal field': { index: 'outboxDue', equal: {}, limit: 1 },
    'an equal field too many': { index: 'outboxDue', equal: { open: true, state: 'dead' }, limit: 1 },
    'another equal field': { index: 'outboxDue', equal: { state: 'dead' }, limit: 1 },
    'an equal value that is no scalar': { index: 'outboxDue', equal: { open: null }, limit: 1 },
    'limit 0': { index: 'outboxDue', equal: { open: true }, limit: 0 },
    'limit 501': { index: 'outboxDue', equal: { open: true }, limit: 501 },
    'limit 1.5': { index: 'outboxDue', equal: { open: true }, limit: 1.5 },
    'no limit': { index: 'outboxDue', equal: { open: true } },
    'no parent': { index: 'agentTasksOpen', equal: { open: true }, limit: 1 },
    'a parent too many': { index: 'outboxDue', equal: { open: true }, parent: 'x', limit: 1 },
    'bounds of two types': { index: 'outboxDue', equal: { open: true }, from: 1, to: 'x', limit: 1 },
    'a bound that is no value': { index: 'outboxDue', equal: { open: true }, from: NaN, limit: 1 },
  };
  for (const [what, query] of Object.entries(undeclared)) {
    test(
      `Z3 ${what} is undeclared_query`,
      withStore(open, async ({ store }) => {
        expect(await codeOf(store.query(query as DueQuery))).toBe('undeclared_query');
        expect(await codeOf(store.transact((tx) => tx.query(query as DueQuery)))).toBe('undeclared_query');
      }),
    );
  }
}
