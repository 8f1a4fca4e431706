import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { purgeExpired } from '#platform/embedded/sqlite-purge.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import { DAY } from '#kernel/time.ts';
import { collections } from '#functions/wiring/collections.ts';

const NOW = 2_000_000_000_000;
let folder: string;
const file = (): string => path.join(folder, 'store.sqlite');

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'purge-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const task = (id: string, finishedAt?: number): AgentTaskDocument => ({
  id,
  backend: 'local',
  subject: { kind: 'request', id: 'r' },
  operation: { of: 'run', id: 'x' },
  fencing: 1,
  open: finishedAt === undefined,
  state: finishedAt === undefined ? 'offered' : 'finished',
  createdAt: 1,
  ...(finishedAt === undefined ? {} : { finishedAt }),
  body: { kind: 'cancel', target: 'x' },
});

test('Z4 what is over goes, to the millisecond; what is not over or has no retention stays, however old', async () => {
  const keep = collections.retention['inbox']?.keep ?? 0;
  const store = openSqliteStore({ collections, path: file() });
  await store.transact(async (tx) => {
    tx.create({ collection: 'inbox', id: 'old' }, { bodyHash: 'x', receivedAt: NOW - keep, status: 201, answer: {} });
    tx.create({ collection: 'inbox', id: 'young' }, { bodyHash: 'x', receivedAt: NOW - keep + 1, status: 201, answer: {} });
    tx.create({ collection: 'agentTasks', parent: 'local', id: 'done' }, task('done', NOW - 181 * DAY));
    tx.create({ collection: 'agentTasks', parent: 'local', id: 'open' }, task('open'));
    tx.create(
      { collection: 'timeline', parent: 'r', id: '000001' },
      { requestId: 'r', version: 1, at: 1, by: { kind: 'system', part: 'test' }, commandId: 'c', command: 'submit', facts: [] },
    );
  });
  await store.close();
  expect(purgeExpired(collections, file(), NOW)).toBe(2);
  expect(purgeExpired(collections, file(), NOW)).toBe(0);
  const after = openSqliteStore({ collections, path: file() });
  expect(await after.get({ collection: 'inbox', id: 'old' })).toBeUndefined();
  expect(await after.get({ collection: 'inbox', id: 'young' })).toBeDefined();
  expect(await after.get({ collection: 'agentTasks', parent: 'local', id: 'done' })).toBeUndefined();
  expect(await after.get({ collection: 'agentTasks', parent: 'local', id: 'open' })).toBeDefined();
  expect(await after.get({ collection: 'timeline', parent: 'r', id: '000001' })).toBeDefined();
  await after.close();
});

test('a file that is not there yet is made', () => {
  expect(purgeExpired(collections, file(), NOW)).toBe(0);
});
