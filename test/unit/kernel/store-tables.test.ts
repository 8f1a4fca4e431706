import { describe, expect, test } from '@jest/globals';
import { backendCollections, type BackendTables } from '#contexts/backends/documents.ts';
import type { CalendarTables } from '#contexts/calendar/documents.ts';
import type { IntakeTables } from '#contexts/intake/documents.ts';
import type { OperationTables } from '#contexts/operations/documents.ts';
import type { PlanTables } from '#contexts/plans/documents.ts';
import type { TellingTables } from '#contexts/telling/documents.ts';
import type { Collections, CollectionsFor } from '#kernel/store/collections.ts';
import { kernelCollections, type KernelTables } from '#kernel/store/documents.ts';
import type { Store, Transaction } from '#kernel/store/port.ts';
import { sumOf } from '#kernel/store/sum.ts';
import type { CollectionsAs, TablesOf } from '#kernel/store/tables.ts';
import { rooms, type Tables } from '#products/rehearsal/stored/documents.ts';

interface Teas {
  teas: { name: string; brewedAt: number };
  cups: { size: 'small' | 'large' };
}

const teas = {
  places: { teas: {}, cups: { parent: 'teas' } },
  indexes: { teasByName: { collection: 'teas', equal: ['name'], order: { field: 'brewedAt', direction: 'asc' } } },
  retention: {},
  conversions: {},
  states: {},
} as const satisfies CollectionsFor<Teas>;

type TeaTables = TablesOf<Teas, typeof teas>;

function room(over: Partial<Collections>): Collections {
  return { places: {}, indexes: {}, retention: {}, conversions: {}, states: {}, ...over };
}

/** Z5. A process is kept here; that nothing says what its state looks like does not compile. */
interface Brewing {
  brews: { id: string; commands: string[]; state: { version: number; warm: boolean } };
}

const nothing = { places: { brews: {} }, indexes: {}, retention: {}, conversions: {} } as const;
// @ts-expect-error -- brews has no schema
const unsaid: CollectionsFor<Brewing> = { ...nothing, states: {} };
const said: CollectionsFor<Brewing> = { ...nothing, states: { brews: backendCollections.states.backends } };

/** Compiled, and never called. */
function typed(store: Store<Tables & TeaTables>, tx: Transaction<Tables & TeaTables>, tea: Store<TeaTables>): unknown[] {
  // @ts-expect-error -- fewer collections than are asked for
  const more: Store<Tables> = tea;
  // @ts-expect-error -- a collection of that name, of other documents
  const other: Store<TablesOf<{ teas: { name: number; brewedAt: number } }, Pick<typeof teas, 'indexes'>>> = tea;
  // @ts-expect-error -- no such index
  const unknown = tea.query({ index: 'teasBySize', equal: {}, limit: 1 });
  // @ts-expect-error -- a field that the index does not fix
  const unfixed = tea.query({ index: 'teasByName', equal: { brewedAt: 1 }, limit: 1 });
  // @ts-expect-error -- what is no such document
  const wrong = tea.transact(async (tx) => tx.set({ collection: 'cups', parent: 'a', id: 'b' }, { size: 'huge' }));
  // @ts-expect-error -- a room that nobody has put there
  const incomplete: CollectionsAs<TeaTables & KernelTables> = sumOf([teas]);
  const complete: CollectionsAs<TeaTables & KernelTables> = sumOf([teas, kernelCollections]);
  const found: Promise<{ document: Teas['teas'] }[]> = tea.query({ index: 'teasByName', equal: { name: 'a' }, limit: 1 });
  return [more, other, unknown, unfixed, wrong, incomplete, complete, found, fits(store), inside(tx)];
}

/** A store of more collections, and a transaction of it, as they are. */
function fits(store: Store<Tables & TeaTables>): object[] {
  const kernel: Store<KernelTables> = store;
  const backends: Store<KernelTables & BackendTables> = store;
  const calendar: Store<CalendarTables> = store;
  const intake: Store<IntakeTables> = store;
  const operations: Store<OperationTables & BackendTables> = store;
  const plans: Store<KernelTables & PlanTables> = store;
  const telling: Store<TellingTables> = store;
  const product: Store<Tables> = store;
  const mine: Store<TeaTables> = store;
  return [kernel, backends, calendar, intake, operations, plans, telling, product, mine];
}

function inside(tx: Transaction<Tables & TeaTables>): object[] {
  const backends: Transaction<KernelTables & BackendTables> = tx;
  const mine: Transaction<TeaTables> = tx;
  return [backends, mine];
}

describe('Z3 what an installation keeps is the sum of what its rooms declare', () => {
  test('Z3 a store of more collections is one of fewer, and no other way round', () => {
    expect(typed).toBeInstanceOf(Function);
  });

  test('Z5 every room that keeps a process says what its state looks like', () => {
    expect([unsaid.states, said.states]).toEqual([{}, { brews: expect.anything() }]);
    expect(Object.keys(sumOf(rooms).states).sort()).toEqual([
      'accounts',
      'backends',
      'operations',
      'plans',
      'releases',
      'requests',
      'schedules',
      'tokens',
    ]);
  });

  test('Z3 another product is its rooms beside those that are there; a room that both use counts once', () => {
    const sum = sumOf([...rooms, kernelCollections, teas]);
    expect(Object.keys(sum.places).filter((name) => name === 'outbox')).toHaveLength(1);
    expect(sum.places).toMatchObject({ requests: {}, teas: {}, cups: { parent: 'teas' } });
    expect(sum.indexes).toMatchObject({ teasByName: teas.indexes.teasByName });
  });

  test.each([
    ['a collection', { places: { teas: { parent: 'teas' } } }, 'two rooms declare places of teas'],
    ['an index', { indexes: { teasByName: { collection: 'teas', equal: [] } } }, 'two rooms declare indexes of teasByName'],
    ['a path', { places: { mugs: { parent: 'teas', segment: 'cups' } } }, 'two collections lie at teas/cups'],
  ])('Z3 %s that two rooms declare is refused', (_what, over, why) => {
    expect(() => sumOf([teas, room(over)])).toThrow(why);
  });

  test('Z3 over all parents an index of one collection finds no other: where others share its segment it is refused', () => {
    const places = { mugs: {}, brewed: { parent: 'teas', segment: 'past' }, washed: { parent: 'mugs', segment: 'past' } };
    const index = { collection: 'brewed', equal: [], order: { field: 'at', direction: 'asc' } } as const;
    const of = (scope: 'all' | 'parent'): Collections => sumOf([teas, room({ places, indexes: { brewedInOrder: { ...index, scope } } })]);
    expect(of('parent').indexes).toHaveProperty('brewedInOrder');
    expect(() => of('all')).toThrow('brewedInOrder spans all parents of brewed, whose segment others have too');
  });

  test('Z3 a collection below one that nobody declares is refused', () => {
    expect(() => sumOf([room({ places: { cups: { parent: 'teas' } } })])).toThrow('cups lies below teas, which nobody declares');
  });

  test('Z5 one collection is converted by one room', () => {
    const same = { conversions: { teas: [] } };
    expect(() => sumOf([teas, room(same), room(same)])).toThrow('two rooms declare conversions of teas');
  });
});
