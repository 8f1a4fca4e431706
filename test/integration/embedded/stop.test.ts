import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quietPort } from '#test/support/quiet-port.ts';
import { eventually } from '#test/support/embedded.ts';
import { processesWith, startVictim } from '#test/support/victim.ts';

let data: string;

beforeEach(() => void (data = mkdtempSync(path.join(tmpdir(), 'stop-'))));
afterEach(() => rmSync(data, { recursive: true, force: true, maxRetries: 5 }));

test('E1 who is asked to stop stops in order, be it in the middle of the start or the moment that it is ready', async () => {
  const environment = { PORT: String(await quietPort()), REHEARSAL_DATA: data };
  const early = startVictim(environment);
  await eventually('its start is under way', async () => (existsSync(path.join(data, 'secrets.json')) ? true : undefined), 60_000);
  expect(await early.end('SIGTERM')).toBe(0);
  const late = startVictim(environment);
  expect(await late.ready).toBe(true);
  expect(await late.end('SIGTERM')).toBe(0);
  expect(processesWith(data)).toEqual([]);
}, 120_000);
