import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from '@jest/globals';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';
import { codeOf, count, counter, effect, entry, holding, outboxEntry, put } from './samples.ts';
import { collections } from '#functions/wiring/collections.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'rehearsal-durable-'));
const file = (name: string): string => path.join(folder, `${name}.db`);
const writer = path.resolve(import.meta.dirname, '../../support/store-writer.ts');
afterAll(() => rmSync(folder, { recursive: true }));

interface Writing {
  acknowledged: string[];
  errors: string;
  signal: NodeJS.Signals | null;
  code: number | null;
}

/** Runs the writing process; kills it once it has acknowledged `killAfter` writes and `more` ms have passed. */
function write(store: string, name: string, times: number, killAfter = Infinity, more = 0): Promise<Writing> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', writer, store, name, String(times)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors, doomed] = ['', '', false];
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (doomed || output.split('\n').length <= killAfter) return;
    doomed = true;
    setTimeout(() => child.kill('SIGKILL'), more);
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve) => {
    // A line that the kill cut short was not acknowledged whole.
    child.on('close', (code, signal) => resolve({ acknowledged: output.split('\n').slice(0, -1), errors, signal, code }));
  });
}

function integrity(store: string): unknown {
  const db = new DatabaseSync(store);
  const answer = db.prepare('PRAGMA integrity_check').all();
  db.close();
  return answer;
}

test('E1 everything is there after closing and opening again', async () => {
  const first = openSqliteStore({ collections, path: file('reopen') });
  await put(first, entry(), holding([1, 'ä']));
  await put(first, effect('a'), outboxEntry({ open: true, sweepAt: 1 }));
  await first.close();
  const second = openSqliteStore({ collections, path: file('reopen') });
  expect(await second.get(entry())).toEqual(holding([1, 'ä']));
  expect(await second.query({ index: 'outboxDue', equal: { open: true }, limit: 5 })).toHaveLength(1);
  await second.close();
});

test('E1 killed at any moment: what was acknowledged is there, whole, and the file is sound', async () => {
  const store = file('killed');
  const acknowledged: string[] = [];
  for (let round = 0; round < 8; round += 1) {
    const one = await write(store, `r${round}`, 100_000, 1 + Math.floor(Math.random() * 60), Math.random() * 25);
    expect([one.errors, one.signal]).toEqual(['', 'SIGKILL']);
    acknowledged.push(...one.acknowledged);
    const reopened = openSqliteStore({ collections, path: store });
    const documents = await Promise.all(acknowledged.map((id) => reopened.get(entry(id))));
    expect(acknowledged.filter((_, at) => documents[at] === undefined)).toEqual([]);
    // Each transaction wrote a document and the counter: an unacknowledged one is there with both or with neither.
    const db = new DatabaseSync(store);
    const entries = db.prepare("SELECT count(*) AS n FROM documents WHERE collection = 'inbox'").get()?.['n'];
    db.close();
    expect((await reopened.get(counter()))?.count).toBe(entries);
    await reopened.close();
    expect(integrity(store)).toEqual([{ integrity_check: 'ok' }]);
  }
  expect(acknowledged.length).toBeGreaterThan(8);
});

test('two processes that write one counter lose nothing', async () => {
  const store = file('two');
  const both = await Promise.all([write(store, 'a', 120), write(store, 'b', 120)]);
  expect(both.map(({ errors, code, acknowledged }) => [errors, code, acknowledged.length])).toEqual([
    ['', 0, 120],
    ['', 0, 120],
  ]);
  const reopened = openSqliteStore({ collections, path: store });
  expect((await reopened.get(counter()))?.count).toBe(240);
  await reopened.close();
});

test('the file belongs to its owner only', async () => {
  const store = openSqliteStore({ collections, path: file('rights') });
  await put(store, counter(), count(1));
  for (const suffix of ['', '-wal', '-shm']) expect(statSync(`${file('rights')}${suffix}`).mode & 0o077).toBe(0);
  await store.close();
});

test(':memory: works, and a closed store is unavailable', async () => {
  const store = openSqliteStore({ collections, path: ':memory:' });
  await put(store, counter(), count(1));
  expect(await store.get(counter())).toEqual(count(1));
  await store.close();
  await store.close();
  expect(await codeOf(store.get(counter()))).toBe('unavailable');
  expect(await codeOf(put(store, counter(), count(2)))).toBe('unavailable');
});

test('the doorbell rings after the commit, with the new documents only, and its failure harms nothing', async () => {
  const rings: DocumentRef[][] = [];
  const store = openSqliteStore({
    collections,
    path: ':memory:',
    onCommit: ({ created }) => {
      rings.push(created);
      if (rings.length === 2) throw new Error('listener');
    },
  });
  await put(store, counter('a'), count(1));
  await store.transact(async (tx) => {
    tx.set(counter('a'), count(2));
    tx.create(effect('e'), outboxEntry({}));
  });
  await put(store, counter('a'), count(3));
  await codeOf(store.transact(async (tx) => tx.create(counter('a'), count(4))));
  expect(rings).toEqual([[counter('a')], [effect('e')]]);
  expect(await store.get(counter('a'))).toEqual(count(3));
  await store.close();
});

test("the store's time stands still while the machine's clock is set back", async () => {
  let machine = 1_000;
  const store = openSqliteStore({ collections, path: ':memory:', now: () => machine });
  expect(await store.now()).toBe(1_000);
  machine = 500;
  expect(await store.now()).toBe(1_000);
  machine = 1_500.7;
  expect(await store.transact(async (tx) => (await tx.get(counter()), tx.now()))).toBe(1_500);
  await store.close();
});

test('endless contention ends as contended, and nothing was saved', async () => {
  const store = openSqliteStore({ collections, path: ':memory:' });
  let runs = 0;
  const hopeless = store.transact(async (tx) => {
    runs += 1;
    const now = await tx.get(counter());
    await put(store, counter(), count((now?.count ?? 0) + 1));
    tx.set(counter('mine'), count(1));
  });
  expect(await codeOf(hopeless)).toBe('contended');
  expect(await store.get(counter('mine'))).toBeUndefined();
  expect((await store.get(counter()))?.count).toBe(runs);
  await store.close();
});
