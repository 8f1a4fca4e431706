import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { followLogs } from '#infra/agent/containers/follow-logs.ts';
import type { ContainerOrder } from '#infra/agent/containers/order.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'follow-logs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LINES = 20_000;
const LINE = `${'x'.repeat(100)}\n`;

function said(): ContainerOrder {
  const logFile = path.join(folder, 'container.log');
  writeFileSync(logFile, `2026-12-01T00:00:00.000000000+00:00 stdout F ${LINE}`.repeat(LINES));
  return { program: 'podman', name: 'a', image: 'i', args: [], network: 'none', cpu: 1, memoryBytes: 1, logFile };
}

test('R16 whoever reads slowly gets all that a container said, and nothing is left behind of each wait', async () => {
  const { stdout, stderr } = followLogs(said(), Promise.resolve());
  stderr.resume();
  let [read, most] = [0, 0];
  for await (const piece of stdout) {
    read += (piece as Buffer).length;
    most = Math.max(most, stdout.listenerCount('close'));
    await new Promise(setImmediate);
  }
  expect(read).toBe(LINES * LINE.length);
  expect(most).toBeLessThan(5);
});

test('R16 who waits for a reader that never comes can be stopped', async () => {
  const { stdout, stderr, stop } = followLogs(said(), Promise.resolve());
  await once(stdout, 'readable');
  stop();
  stderr.resume();
  await once(stdout.resume(), 'end');
  expect(stdout.readableEnded).toBe(true);
});
