import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { collections } from '#functions/wiring/collections.ts';
import { startRuntime } from '#infra/embedded/runtime.ts';
import { readEmbeddedConfig } from '#platform/config.ts';
import { openConnections } from '#platform/embedded/queue-schema.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { inShape } from '#platform/store/shaped.ts';

let folder: string;
const file = (name: string): string => path.join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'foreign-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What lies there, but for what SQLite itself keeps beside an open file, and the lock. */
function bytes(): Record<string, string> {
  const names = readdirSync(folder).filter((name) => !/-(?:wal|shm)$|^lock\.sqlite/.test(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(file(name)).toString('base64')]));
}

function make(name: string, sql: string): void {
  const handle = new DatabaseSync(file(name));
  handle.exec(sql);
  handle.close();
}

async function makeOurs(): Promise<void> {
  await openSqliteStore({ collections, path: file('store.sqlite') }).close();
  const { durable, quick } = openConnections(file('queue.sqlite'));
  quick.close();
  durable.close();
}

const PHOTOS = 'CREATE TABLE photos (id INTEGER PRIMARY KEY, name TEXT)';
const foreign: readonly (readonly [name: string, make: () => unknown, why: RegExp])[] = [
  ['a store of a newer program', () => make('store.sqlite', 'PRAGMA user_version = 1000'), /store\.sqlite was written by a newer program/],
  ['a queue of a newer program', () => make('queue.sqlite', 'PRAGMA user_version = 1000'), /queue\.sqlite was written by a newer program/],
  ['a store that has another table too', () => make('store.sqlite', `${PHOTOS}; PRAGMA user_version = 1000`), /newer program/],
];
const others: typeof foreign = [
  ['another program’s database', () => make('store.sqlite', PHOTOS), /store\.sqlite belongs to another program/],
  [
    'another program’s table of the same name',
    () => make('store.sqlite', 'CREATE TABLE documents (id INTEGER PRIMARY KEY, name TEXT); PRAGMA user_version = 3'),
    /store\.sqlite belongs to another program/,
  ],
  [
    'another program’s queue',
    () => make('queue.sqlite', 'CREATE TABLE tasks (id INTEGER PRIMARY KEY, name TEXT); PRAGMA user_version = 1'),
    /queue\.sqlite belongs to another program/,
  ],
  [
    'a text',
    () => writeFileSync(file('store.sqlite'), 'a text that is long enough '.repeat(40)),
    /store\.sqlite is broken, or no database/,
  ],
];

/** The start of the whole system, as `npm start` does it. */
async function start(): Promise<unknown> {
  const config = readEmbeddedConfig({ REHEARSAL_DATA: folder });
  return startRuntime({ ...config, port: 0 }, { agent: false }).then(
    async (runtime) => runtime.stop(),
    (error: unknown) => error,
  );
}

describe('Z5 a data folder that is not ours, or not whole, is refused, and nothing in it is made or changed', () => {
  test.each(foreign)('Z5 %s', async (_name, change, why) => {
    await makeOurs();
    change();
    const before = bytes();
    expect(String(await start())).toMatch(why);
    expect(bytes()).toEqual(before);
  });

  test.each(others)('Z5 %s', async (_name, change, why) => {
    change();
    const before = bytes();
    expect(String(await start())).toMatch(why);
    expect(bytes()).toEqual(before);
  });

  test('Z5 half of a file', async () => {
    await makeOurs();
    truncateSync(file('store.sqlite'), 8_192);
    const before = bytes();
    expect(String(await start())).toMatch(/store\.sqlite is broken, or no database/);
    expect(bytes()).toEqual(before);
  });

  test('Z5 a file that is empty still, as of a process that was killed at its first start, becomes ours', async () => {
    writeFileSync(file('store.sqlite'), '');
    await openSqliteStore({ collections, path: file('store.sqlite') }).close();
    await openSqliteStore({ collections, path: file('store.sqlite') }).close();
    expect(bytes()['store.sqlite']).not.toBe('');
  });
});

test.each([
  ['outbox', { open: true, sweepAt: 5 }],
  ['backends', { slug: 'local' }],
] as const)('Z5 half of a document of %s is refused by its name', (collection, document) => {
  const read = (): unknown => inShape(collections, { collection, id: 'half' }, document);
  expect(read).toThrow(new RegExp(`^${collection}/half is no document of its collection: TypeError`));
  expect(read).toThrow(expect.objectContaining({ code: 'misshapen' }));
});
