import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { identity } from '#infra/agent/processes.ts';
import { seededRandom } from '#test/support/seeded-random.ts';
import { inGate } from '#test/support/how-long.ts';
import { isRunning, openScene, until, type Scene } from './scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(async () => {
  await scene.end();
});

function readPid(path: string, schema: z.ZodType<{ pid: number }>): number {
  return schema.parse(JSON.parse(readFileSync(path, 'utf8'))).pid;
}

const KILLS = inGate(8, { long: 40 });

describe('the agent is killed and comes back', () => {
  test('R3 again and again during one run: the job ran once, its output is whole, every repeated chunk the same', async () => {
    const seed = Date.now() % 100_000;
    const random = seededRandom(seed);
    const effect = join(scene.folder, 'effect');
    const script = `
      const fs = require('node:fs'); fs.appendFileSync(${JSON.stringify(effect)}, 'ran');
      let i = 0;
      const tick = () => {
        for (let k = 0; k < 20; k += 1) { console.log('line ' + i); if (i % 7 === 0) console.error('problem ' + i); i += 1; }
        if (!fs.existsSync(${JSON.stringify(join(scene.folder, 'enough'))})) setTimeout(tick, 20); else console.log('last of ' + i);
      }; tick();`;
    scene.runScript('run-1', script, 300_000);
    for (let kill = 0; kill < KILLS; kill += 1) {
      scene.startAgent();
      if (kill % 4 === 3) scene.server.loseNextAnswers(1);
      await new Promise((done) => setTimeout(done, 60 + random() * 500));
      await scene.killAgent();
    }
    scene.startAgent();
    await until(() => existsSync(effect), 'the job', 120_000, scene.agentLog);
    writeFileSync(join(scene.folder, 'enough'), '');
    const finished = await scene.finished('run-1', 60_000);
    expect({ seed, ...finished }).toMatchObject({ seed, exitCode: 0, cause: 'exited' });
    expect(readFileSync(effect, 'utf8')).toBe('ran');
    const lines = scene.server.lines('run-1', 'stdout');
    const count = Number(lines.at(-1)?.split(' ')[2]);
    expect(lines.slice(0, -1)).toEqual(Array.from({ length: count }, (_, index) => `line ${index}`));
    expect(scene.server.lines('run-1', 'stderr')).toEqual(
      Array.from({ length: Math.ceil(count / 7) }, (_, index) => `problem ${index * 7}`),
    );
  }, 180_000);

  test('R4 a job whose supervisor vanished is worker_lost, is stopped, and never runs again', async () => {
    const effect = join(scene.folder, 'effect');
    scene.runScript(
      'run-1',
      `require('node:fs').appendFileSync(${JSON.stringify(effect)}, 'ran'); console.log('said'); setInterval(() => {}, 1000)`,
    );
    scene.startAgent();
    await until(() => existsSync(effect), 'the job', 120_000, scene.agentLog);
    const folder = join(scene.folder, 'tasks', 'run-1');
    await until(() => existsSync(join(folder, 'process.json')), 'its number');
    // What is still in the pipe goes with the supervisor.
    await until(() => readFileSync(join(folder, 'stdout'), 'utf8') === 'said\n', 'what it said');
    const pid = readPid(join(folder, 'process.json'), identity);
    await scene.killAgent();
    process.kill(
      readPid(
        join(folder, 'claim.json'),
        z.object({ supervisor: identity }).transform(({ supervisor }) => supervisor),
      ),
      'SIGKILL',
    );
    scene.startAgent();
    expect(await scene.finished('run-1')).toMatchObject({ cause: 'worker_lost', exitCode: null });
    expect(isRunning(pid)).toBe(false);
    expect(readFileSync(effect, 'utf8')).toBe('ran');
    expect(scene.server.lines('run-1', 'stdout')).toEqual(['said']);
  });

  test('R4 a started task that the agent has no memory of is worker_lost, not run', async () => {
    const effect = join(scene.folder, 'effect');
    const command = ['{node}', '-e', `require('node:fs').writeFileSync(${JSON.stringify(effect)}, 'ran')`];
    scene.server.offer('run-1', { kind: 'run', runId: 'run-1', command, ref: 'r', sha: 's', timeout: 5_000 }, 'started');
    scene.startAgent();
    expect(await scene.finished('run-1')).toMatchObject({ cause: 'worker_lost' });
    expect(existsSync(effect)).toBe(false);
  });

  test('R10 a cancel that came while the agent was away still ends the job', async () => {
    scene.runScript('run-1', 'console.log(process.pid); setInterval(() => {}, 1000)');
    scene.startAgent();
    await until(() => scene.server.lines('run-1', 'stdout').length > 0, 'the job', 120_000, scene.agentLog);
    const pid = Number(scene.server.lines('run-1', 'stdout')[0]);
    await scene.killAgent();
    expect(isRunning(pid)).toBe(true);
    scene.server.offer('cancel-1', { kind: 'cancel', target: 'run-1' });
    scene.startAgent();
    await scene.finished('cancel-1');
    expect(isRunning(pid)).toBe(false);
    expect(scene.server.finished('run-1')).toMatchObject({ cause: 'cancelled' });
  });

  test('R3 an agent that is ended before the start was answered leaves the task to the next one', async () => {
    scene.server.loseNextAnswers(10_000);
    scene.runScript('run-1', 'console.log("ran")');
    scene.startAgent();
    await until(() => scene.server.updates('run-1').some(({ kind }) => kind === 'started'), 'the start', 120_000, scene.agentLog);
    const first = scene.agent();
    first.kill('SIGTERM');
    await until(() => first.exitCode === 0, 'its end', 120_000);
    scene.server.loseNextAnswers(0);
    scene.startAgent();
    expect(await scene.finished('run-1')).toMatchObject({ exitCode: 0, cause: 'exited' });
    expect(scene.server.lines('run-1', 'stdout')).toEqual(['ran']);
  });

  test('E1 only one agent at a time works in a data folder', async () => {
    scene.startAgent();
    await until(() => scene.agentLog().includes('serves its backend'), 'the first agent');
    const first = scene.agent();
    scene.startAgent();
    const second = scene.agent();
    await until(() => second.exitCode !== null, 'the second agent giving up', 25_000);
    expect([first.exitCode, second.exitCode]).toEqual([null, 1]);
    first.kill('SIGKILL');
  });

  test('E1 the agent ends with its parent when asked to, and says what settings are missing', async () => {
    scene.startAgent({ AGENT_EXIT_WITH_PARENT: '1' });
    await until(() => scene.agentLog().includes('serves its backend'), 'the agent');
    const agent = scene.agent();
    agent.stdin?.end();
    await until(() => agent.exitCode === 0, 'its end');
    scene.startAgent({ AGENT_TOKEN: '', AGENT_URL: 'ftp://example.org' });
    const misled = scene.agent();
    await until(() => misled.exitCode === 1, 'the refusal');
    await until(() => scene.agentLog().includes('AGENT_TOKEN'), 'the list');
    expect(scene.agentLog()).toContain('AGENT_URL');
  });
});
