import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findEmulatorJar } from '#infra/stand-ins/firestore/emulator.ts';

let data: string;

beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'demo-'));
});
afterAll(() => rm(data, { recursive: true, force: true }));

/** As a newcomer runs it. */
function demo(...flags: string[]): { code: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, REHEARSAL_DATA: path.join(data, flags.join('') || 'plain') };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['infra/embedded/demo.ts', ...flags], { env, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

const STEPS = [
  'Carla has a copy of her answers',
  'Ana opens the link, types the code and accepts',
  'it has its turn, is deployed, and the audit runs',
  'Ben approves the job',
  'and so does the release coordinator',
  'the approval sheet says so: Approved by ',
  'is refused with all its problems: 422, 8 problems',
  'leaves lines on stderr: 2 lines on stderr',
  'Dan hears why, with a link to ask again',
  'All of it was seen',
];

const PIPELINE_STEPS = [
  'both pools are at work at once: patients executing, practices executing',
  'it is held back: checks paused',
  'a probe finds it: found to be in maintenance',
  'the action that reads the database is stopped and waits, the other goes on: patients waiting_db_maintenance, practices executing',
  'the action runs again by itself: patients succeeded',
  'the backend is ready: nothing runs there: default 0 of 2, database 0 of 1',
  'what was stopped runs again by itself',
  'with a notice on the backend: output/visits.csv: This file is not published here. It has 400 rows',
  'what has succeeded is taken: run ',
  'All of it was seen',
];

test('E2 the demo plays the main job, says each step, leaves no complaint and ends well', () => {
  const { code, stdout, stderr } = demo();
  expect([code, stderr]).toEqual([0, '']);
  for (const step of STEPS) expect(stdout).toContain(step);
  expect(stdout).toMatch(/open the addresses of board and mail/);
});

test('E2 B2 B7 B8 K2 K3 with --pipeline it plays pipelines on a shared backend', () => {
  const { code, stdout, stderr } = demo('--pipeline');
  expect([code, stderr]).toEqual([0, '']);
  for (const step of PIPELINE_STEPS) expect(stdout).toContain(step);
});

const emulated = findEmulatorJar() === undefined ? test.skip : test;
if (emulated === test.skip) console.warn('WARNING: the demo over Google’s adapters does NOT run: no Firestore emulator was found');

emulated('E5 the same story over the Google adapters, the emulator’s real events and the stand-ins', () => {
  const { code, stdout, stderr } = demo('--google-emulators');
  expect([code, stderr]).toEqual([0, '']);
  for (const step of STEPS) expect(stdout).toContain(step);
});
