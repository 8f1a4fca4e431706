import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { lowerFlag, raiseFlag } from '#contexts/backends/app/flags.ts';
import { storedBackends } from '#contexts/backends/app/stored-backends.ts';
import { backendCollections, type BackendTables } from '#contexts/backends/documents.ts';
import type { BackendKernel } from '#contexts/backends/ports.ts';
import { keepRevisions } from '#contexts/calendar/app/keep-revisions.ts';
import { calendarCollections, type CalendarTables } from '#contexts/calendar/documents.ts';
import { dismissDeadLetter, listDeadLetters } from '#kernel/app/dead-letters.ts';
import { anyOf } from '#kernel/app/handle.ts';
import { performEffect } from '#kernel/app/perform.ts';
import type { CollectionsFor } from '#kernel/store/collections.ts';
import { kernelCollections, type KernelTables } from '#kernel/store/documents.ts';
import type { Store } from '#kernel/store/port.ts';
import { sumOf } from '#kernel/store/sum.ts';
import type { CollectionsAs, TablesOf } from '#kernel/store/tables.ts';
import type { Task } from '#kernel/task-queue.ts';
import { MINUTE } from '#kernel/time.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import * as rehearsal from '#products/rehearsal/stored/documents.ts';

/** A product that brews tea on backends, and knows no request. */
interface BrewDocuments {
  brews: { id: string; backend: string };
}

const brewCollections = {
  places: { brews: {} },
  indexes: { brewsOn: { collection: 'brews', equal: ['backend'] } },
  retention: {},
  conversions: {},
  states: {},
} as const satisfies CollectionsFor<BrewDocuments>;

type BrewTables = TablesOf<BrewDocuments, typeof brewCollections>;
type Tables = KernelTables & BackendTables & CalendarTables & BrewTables;

const rooms = [kernelCollections, backendCollections, calendarCollections, brewCollections];
const alone: CollectionsAs<Tables> = sumOf(rooms);
const beside: CollectionsAs<Tables & rehearsal.Tables> = sumOf([...rehearsal.rooms, ...rooms]);

describe.each([
  ['by itself', (): Store<Tables> => openSqliteStore({ collections: alone, path: ':memory:' })],
  ['beside another', (): Store<Tables> => openSqliteStore({ collections: beside, path: ':memory:' })],
])('Z3 a product with tables of its own, %s', (_how, open) => {
  let store: Store<Tables>;
  let tasks: Task[];
  beforeEach(() => {
    [store, tasks] = [open(), []];
  });
  afterEach(() => store.close());

  /** Its machine: the backends' effect, which nobody can perform, and their process. */
  const kernel = (): BackendKernel => ({
    ...system(),
    effects: {
      offer_turn: {
        maxAttempts: 1,
        minBackoff: 1,
        maxBackoff: 1,
        deadline: MINUTE,
        subjects: [],
        replays: 0,
        onGivenUp: () => undefined,
      },
    },
    processes: { backend: anyOf(storedBackends) },
  });
  const system = () => ({
    store,
    queue: {
      enqueue: async (task: Task) => {
        tasks.push(task);
        return 'enqueued' as const;
      },
    },
    rules: { releases: [{ name: '1.0', softCutoff: 1, hardCutoff: 2 }] },
    timeScale: 1,
    hash: (text: string) => createHash('sha256').update(text).digest('hex'),
    log: () => undefined,
  });

  test('Z3 B2 backends are paused and taken up again, and what it keeps itself is found by its own index', async () => {
    await store.transact(async (tx) => tx.create({ collection: 'brews', id: 'b1' }, { id: 'b1', backend: 'pot' }));
    await raiseFlag(kernel(), { backend: 'pot', flag: 'pause', operator: 'grace', why: 'descaling', id: 'p1' });
    expect((await readBackend({ store }, 'pot')).state.flags.pause).toMatchObject({ why: 'descaling' });
    expect((await lowerFlag(kernel(), { backend: 'pot', flag: 'pause', operator: 'grace', id: 'r1' })).flags).toEqual({});
    const found = await store.query({ index: 'brewsOn', equal: { backend: 'pot' }, limit: 5 });
    expect(found.map(({ document }) => document.id)).toEqual(['b1']);
  });

  test('Z3 B5 what its kernel gives up is a dead letter of the installation, and dismissed there', async () => {
    await raiseFlag(kernel(), { backend: 'pot', flag: 'pause', operator: 'grace', why: 'descaling', id: 'p1' });
    await lowerFlag(kernel(), { backend: 'pot', flag: 'pause', operator: 'grace', id: 'r1' });
    const [task] = tasks;
    expect(task?.kind).toBe('offer_turn');
    const given = task?.payload ?? { effectKey: '', dispatch: 0 };
    const done = await performEffect(kernel(), 'offer_turn', given, async () => ({ result: 'failed', message: 'no leaves' }));
    expect(done).toEqual({ answer: 'dead' });
    const { letters } = await listDeadLetters(system());
    expect(letters.map(({ key }) => key)).toEqual([given.effectKey]);
    expect(await dismissDeadLetter(system(), given.effectKey, 'grace', 'there is coffee')).toBe('done');
    expect((await listDeadLetters(system())).letters).toEqual([]);
  });

  test('Z3 N7 the calendar’s changes are numbered by its own settings', async () => {
    expect(await keepRevisions(system())).toBe(true);
    expect(await keepRevisions(system())).toBe(false);
    const feed = await store.get({ collection: 'feeds', id: 'calendar' });
    expect(feed?.revisions.length).toBeGreaterThan(0);
  });
});
