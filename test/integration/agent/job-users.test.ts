import { afterEach, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf, processesByUser } from '#infra/agent/processes.ts';
import { takeJobUser } from '#infra/agent/sandbox/job-users.ts';
import { limitArguments } from '#infra/agent/sandbox/limits.ts';
import { defaultSandbox } from '#contexts/operations/sandbox.ts';
import { until } from './scene.ts';

const asRoot = process.getuid?.() === 0 ? test : test.skip;
const FIRST = 58_101;

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A process that never collects its child: what a container without a first process that does so leaves of every job. */
async function leaveDead(user: number): Promise<void> {
  const leave = `setpriv --reuid=${user} --clear-groups true & exec sleep 600`;
  started.push(spawn('sh', ['-c', leave], { stdio: 'ignore' }));
  await until(() => processesByUser().get(user)?.dead === 1, 'a dead process that nobody collects');
}

asRoot('R16 a number under which nobody waits to be collected is taken first, and what is dead does not count against a job', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-users-'));
  const holder = identityOf(process.pid);
  await leaveDead(FIRST);
  expect(takeJobUser([FIRST, FIRST + 1], holder, folder)).toBe(FIRST + 1);
  expect(takeJobUser([FIRST, FIRST + 1], holder, folder)).toBe(FIRST);
  expect(() => takeJobUser([FIRST, FIRST + 1], holder, folder)).toThrow('no user is free for a job: 58101 to 58102 are taken');
  const limits = { ...defaultSandbox.limits, processes: 40 };
  expect([limitArguments(limits, FIRST), limitArguments(limits, FIRST + 1)]).toEqual([
    expect.arrayContaining(['--nproc=41']),
    expect.arrayContaining(['--nproc=40']),
  ]);
  rmSync(folder, { recursive: true });
});

asRoot('R16 nobody is given a number under which somebody still runs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-users-'));
  started.push(spawn('setpriv', [`--reuid=${FIRST}`, '--clear-groups', 'sleep', '600'], { stdio: 'ignore' }));
  await until(() => processesByUser().get(FIRST)?.living === 1, 'somebody who runs');
  expect(takeJobUser([FIRST, FIRST + 1], identityOf(process.pid), folder)).toBe(FIRST + 1);
  rmSync(folder, { recursive: true });
});
