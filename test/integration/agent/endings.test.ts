import { beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, until, type Scene } from './scene.ts';
import { useSharedScene } from './shared-scene.ts';

const shared = useSharedScene();
let scene: Scene;
beforeEach(() => {
  scene = shared();
});

/** A job with a child in its group and a grandchild that left the group; all three, and nobody else, can be ended only by SIGKILL. */
const STUBBORN_TREE = `
  const { spawn } = require('node:child_process');
  const stay = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log(process.pid)";
  process.on('SIGTERM', () => console.log('not now'));
  spawn(process.execPath, ['-e', stay], { stdio: 'inherit' });
  spawn(process.execPath, ['-e', stay], { stdio: 'inherit', detached: true }).unref();
  setInterval(() => {}, 1000);
  console.log(process.pid);`;

async function pidsOf(id: string, count: number): Promise<number[]> {
  await until(() => scene.server.lines(id, 'stdout').length >= count, 'all processes', 120_000, scene.agentLog);
  return scene.server.lines(id, 'stdout').slice(0, count).map(Number);
}

describe('R10 cancel', () => {
  test('R10 is confirmed only when the whole process tree is gone, though it ignores SIGTERM', async () => {
    scene.runScript('run-1', STUBBORN_TREE);
    scene.startAgent();
    const pids = await pidsOf('run-1', 3);
    expect(pids.every(isRunning)).toBe(true);
    scene.server.offer('cancel-1', { kind: 'cancel', target: 'run-1' });
    expect(await scene.finished('cancel-1')).toMatchObject({ exitCode: 0 });
    expect(pids.filter(isRunning)).toEqual([]);
    expect(scene.server.finished('run-1')).toMatchObject({ cause: 'cancelled', exitCode: null, signal: 'SIGKILL' });
    expect(scene.server.lines('run-1', 'stdout')).toContain('not now');
  });

  test('R10 of a run that was never offered here keeps it from ever starting', async () => {
    const effect = join(scene.folder, 'effect');
    scene.server.offer('cancel-1', { kind: 'cancel', target: 'run-1' });
    scene.startAgent();
    await scene.finished('cancel-1');
    scene.runScript('run-1', `require('node:fs').writeFileSync(${JSON.stringify(effect)}, 'ran')`);
    expect(await scene.finished('run-1')).toMatchObject({ cause: 'cancelled', exitCode: null });
    expect(existsSync(effect)).toBe(false);
  });

  test('R10 of a finished run changes nothing', async () => {
    scene.runScript('run-1', "console.log('done')");
    scene.startAgent();
    await scene.finished('run-1');
    scene.server.offer('cancel-1', { kind: 'cancel', target: 'run-1' });
    scene.server.offer('cancel-2', { kind: 'cancel', target: 'run-1' });
    await Promise.all([scene.finished('cancel-1'), scene.finished('cancel-2')]);
    expect(scene.server.finished('run-1')).toMatchObject({ cause: 'exited', exitCode: 0 });
  });
});

describe('how else a run ends', () => {
  test('R9 timed_out, with what it had said until then', async () => {
    scene.runScript('run-1', "console.log('begun'); setInterval(() => {}, 1000)", 700);
    scene.startAgent();
    expect(await scene.finished('run-1')).toMatchObject({ cause: 'timed_out', exitCode: null, signal: 'SIGTERM' });
    expect(scene.server.lines('run-1', 'stdout')).toEqual(['begun']);
  });

  test('P3 a stale fencing number stops the job', async () => {
    scene.runScript('run-1', STUBBORN_TREE);
    scene.startAgent();
    const pids = await pidsOf('run-1', 3);
    scene.server.raiseFencing('run-1');
    await until(() => !pids.some(isRunning), 'the end of the tree', 120_000, scene.agentLog);
    expect(scene.server.finished('run-1')).toBeUndefined();
    scene.server.withdraw('run-1');
  });

  test('P3 a task that the server no longer knows is stopped, but a bare 404 of a proxy stops nothing', async () => {
    scene.runScript('run-1', "console.log(process.pid); setTimeout(() => console.log('survived'), 1500)");
    scene.runScript('run-2', 'console.log(process.pid); setInterval(() => {}, 1000)');
    scene.startAgent();
    await pidsOf('run-1', 1);
    const [pid = 0] = await pidsOf('run-2', 1);
    scene.server.refuse(404);
    await until(() => scene.agentLog().includes('will be repeated'), 'a refused update');
    scene.server.refuse(undefined);
    await scene.finished('run-1');
    expect(scene.server.lines('run-1', 'stdout')).toContain('survived');
    expect(isRunning(pid)).toBe(true);
    scene.server.withdraw('run-2');
    await until(() => !isRunning(pid), 'the end of the unknown task');
  });

  test('R3 a server that is away, or loses its answers, never ends or repeats a run', async () => {
    const effect = join(scene.folder, 'effect');
    const script = `require('node:fs').appendFileSync(${JSON.stringify(effect)}, 'ran');
      let i = 0; const timer = setInterval(() => { console.log(i); if (++i === 40) clearInterval(timer); }, 30)`;
    scene.server.loseNextAnswers(2);
    scene.runScript('run-1', script);
    scene.startAgent();
    await until(() => scene.server.lines('run-1', 'stdout').length > 3, 'the first lines', 120_000, scene.agentLog);
    await scene.server.down();
    await until(() => scene.agentLog().includes('could not be fetched'), 'the agent noticing');
    await new Promise((done) => setTimeout(done, 1_000));
    await scene.server.up();
    scene.server.loseNextAnswers(3);
    expect(await scene.finished('run-1')).toMatchObject({ exitCode: 0 });
    expect(scene.server.lines('run-1', 'stdout')).toEqual(Array.from({ length: 40 }, (_, index) => String(index)));
    expect(readFileSync(effect, 'utf8')).toBe('ran');
  });

  test('R6 a server that lost output gets all of it again before the end counts', async () => {
    const script = `const fs = require('node:fs'); console.log('one'); console.error('two');
      setInterval(() => { if (fs.existsSync(${JSON.stringify(join(scene.folder, 'go'))})) { console.log('three'); process.exit(0); } }, 20)`;
    scene.runScript('run-1', script);
    scene.startAgent();
    await until(() => scene.server.lines('run-1', 'stdout').length + scene.server.lines('run-1', 'stderr').length === 2, 'both lines');
    scene.server.forgetOutput('run-1');
    writeFileSync(join(scene.folder, 'go'), '');
    expect(await scene.finished('run-1')).toMatchObject({ exitCode: 0, chunks: { stdout: 2, stderr: 1 } });
    expect(scene.server.lines('run-1', 'stdout')).toEqual(['one', 'three']);
    expect(scene.server.lines('run-1', 'stderr')).toEqual(['two']);
  });

  test('R3 a server that forgot the end is told all of it again', async () => {
    scene.runScript('run-1', "console.log('once'); console.log('more')");
    scene.startAgent();
    const first = await scene.finished('run-1');
    await until(() => scene.agentLog().includes('a task ended'), 'the agent being done');
    scene.server.reopen('run-1');
    expect(await scene.finished('run-1')).toEqual(first);
    expect(scene.server.lines('run-1', 'stdout')).toEqual(['once', 'more']);
  });
});
