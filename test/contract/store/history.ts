import { expect, test } from '@jest/globals';
import type { CollectionName, IndexQuery, Store } from '#functions/wiring/system.ts';
import { codeOf, put, withStore } from './samples.ts';
import type { Open } from './samples.ts';

/** Only the fields that the indexes read matter here. */
const entry = (fields: Record<string, unknown>): never => ({ version: 1, command: 'c', ...fields }) as never;
const enter = (store: Store, collection: CollectionName, parent: string, id: string, fields: object): Promise<void> =>
  put(store, { collection, parent, id }, entry({ ...fields }));

type Order = 'historyInOrder' | 'historyNewest' | 'historyOfActor' | 'historyOfActorNewest' | 'historyOfKind' | 'historyOfKindNewest';
async function found<I extends Order>(store: Store, index: I, query: Partial<IndexQuery<I>> = {}): Promise<string[]> {
  const asked = { index, equal: {}, limit: 100, ...query } as IndexQuery<I>;
  return (await store.query(asked)).map(({ ref }) => `${ref.collection} ${ref.parent} ${ref.id}`);
}

async function fill(store: Store): Promise<void> {
  await enter(store, 'planTimeline', 'a', '1', { at: 5, actor: 'anna' });
  await enter(store, 'backendTimeline', 'z', '2', { at: 5, actor: 'ben' });
  await enter(store, 'planTimeline', 'a', '2', { at: 4, actor: 'ben' });
  await enter(store, 'planTimeline', 'a-b', '1', { at: 5 });
  await enter(store, 'tokenTimeline', 'a', '1', { at: 9, actor: 'anna' });
  await enter(store, 'timeline', 'r', '1', { at: 1, actor: 'anna' });
  await enter(store, 'scheduleTimeline', 'a', '1', { actor: 'anna' });
}

const inOrder = ['planTimeline a 2', 'backendTimeline z 2', 'planTimeline a 1', 'planTimeline a-b 1', 'tokenTimeline a 1'];

/** P7, W5: every collection of one segment, as one list. */
export function historyCases(open: Open): void {
  test(
    'P7 W5 what lies below every parent of one segment is found by time, ties by path, in both directions',
    withStore(open, async ({ store }) => {
      await fill(store);
      expect(await found(store, 'historyInOrder')).toEqual(inOrder);
      expect(await found(store, 'historyNewest')).toEqual(inOrder.toReversed());
      expect(await found(store, 'historyInOrder', { from: 5, to: 5 })).toEqual(inOrder.slice(1, 4));
      expect((await store.query({ index: 'ringingInOrder', equal: {}, limit: 5 })).map(({ ref }) => ref)).toEqual([
        { collection: 'timeline', parent: 'r', id: '1' },
      ]);
      expect(await store.count({ index: 'historyInOrder', equal: {} })).toBe(inOrder.length);
      expect(await store.transact(async (tx) => (await tx.query({ index: 'historyNewest', equal: {}, limit: 1 })).length)).toBe(1);
    }),
  );

  test(
    'P7 a list of one segment goes on behind any of its documents',
    withStore(open, async ({ store }) => {
      await fill(store);
      const places = [
        { value: 4, collection: 'planTimeline', parent: 'a', id: '2' },
        { value: 5, collection: 'backendTimeline', parent: 'z', id: '2' },
        { value: 5, collection: 'planTimeline', parent: 'a', id: '1' },
        { value: 5, collection: 'planTimeline', parent: 'a-b', id: '1' },
        { value: 9, collection: 'tokenTimeline', parent: 'a', id: '1' },
      ];
      for (const [at, after] of places.entries()) {
        expect(await found(store, 'historyInOrder', { after })).toEqual(inOrder.slice(at + 1));
        expect(await found(store, 'historyNewest', { after })).toEqual(inOrder.slice(0, at).toReversed());
      }
    }),
  );

  test(
    'W5 of one segment, what one actor did, and what happened in one collection, is found',
    withStore(open, async ({ store }) => {
      await fill(store);
      expect(await found(store, 'historyOfActor', { equal: { actor: 'anna' } })).toEqual(['planTimeline a 1', 'tokenTimeline a 1']);
      expect(await found(store, 'historyOfActorNewest', { equal: { actor: 'ben' } })).toEqual(['backendTimeline z 2', 'planTimeline a 2']);
      const plans = inOrder.filter((one) => one.startsWith('plan'));
      expect(await found(store, 'historyOfKind', { equal: { collection: 'planTimeline' } })).toEqual(plans);
      expect(await found(store, 'historyOfKindNewest', { equal: { collection: 'planTimeline' } })).toEqual(plans.toReversed());
      expect(await store.count({ index: 'historyOfKind', equal: { collection: 'planTimeline' } })).toBe(plans.length);
    }),
  );

  test(
    'P7 what is seen later stands behind, whatever its time: and of one commit all stands together',
    withStore(open, async ({ store, another }) => {
      const other = await another();
      const positions = async (): Promise<[id: string, position: string][]> => {
        const found = [
          ...(await store.query({ index: 'historyInOrder', equal: {}, limit: 100 })),
          ...(await store.query({ index: 'ringingInOrder', equal: {}, limit: 100 })),
        ];
        return found.map(({ ref, position = '' }) => [ref.id, position]);
      };
      const seen: string[] = [];
      for (const [n, at] of [9, 3, 7, 1].entries()) {
        await enter(n % 2 === 0 ? store : other, n < 3 ? 'planTimeline' : 'timeline', 'a', `e${n}`, { at });
        const last = (await positions()).toSorted(([, a], [, b]) => (a < b ? -1 : 1)).at(-1);
        seen.push(last?.[0] ?? '');
        expect(last?.[1]).toMatch(/^\d{21}$/);
      }
      expect(seen).toEqual(['e0', 'e1', 'e2', 'e3']);
      await other.close();
    }),
  );

  refusedCases(open);
}

function refusedCases(open: Open): void {
  const undeclared: Record<string, object> = {
    'a parent': { parent: 'a' },
    'no collection to go on behind': { after: { value: 1, parent: 'a', id: '1' } },
    'a collection of another segment to go on behind': { after: { value: 1, collection: 'timeline', parent: 'a', id: '1' } },
  };
  for (const [what, more] of Object.entries(undeclared))
    test(
      `Z3 ${what} is undeclared_query over a segment`,
      withStore(open, async ({ store }) => {
        expect(await codeOf(found(store, 'historyInOrder', more))).toBe('undeclared_query');
      }),
    );

  test(
    'Z3 a collection of another segment is undeclared_query, and a document does not say its own collection',
    withStore(open, async ({ store }) => {
      expect(await codeOf(found(store, 'historyOfKind', { equal: { collection: 'timeline' } }))).toBe('undeclared_query');
      expect(await codeOf(enter(store, 'planTimeline', 'a', '1', { at: 1, collection: 'x' }))).toBe('not_json');
    }),
  );
}
