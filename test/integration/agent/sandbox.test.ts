import { beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSandbox, type SandboxKind, type SandboxOrder } from '#contexts/operations/sandbox.ts';
import { findBubblewrap } from '#test/support/bubblewrap.ts';
import { isRunning, openScene, until } from './scene.ts';
import { useSharedScene } from './shared-scene.ts';

const isRoot = process.getuid?.() === 0;
const hasBubblewrap = findBubblewrap();
/** What this machine offers; a machine that offers less says so by what is skipped. */
const kinds: SandboxKind[] = [...(hasBubblewrap ? ['bubblewrap' as const] : []), ...(isRoot ? ['user' as const] : [])];

const shared = useSharedScene({ SOME_SECRET: 'in-the-agents-environment' });
let scene: ReturnType<typeof shared>;
beforeEach(() => {
  scene = shared();
});

function run(id: string, script: string, sandbox: Partial<SandboxOrder>, timeout = 60_000): void {
  scene.runScript(id, script, timeout, sandbox);
}

/** Every process of the machine whose command line holds these words. */
function processesSaying(words: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && isRunning(pid) && commandLine(pid).includes(words));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

(kinds.length > 0 ? describe.each(kinds) : describe.skip.each(['bubblewrap' as SandboxKind]))('a job in the sandbox %s', (kind) => {
  test('R15 E6 runs in the checkout that it cannot write, with a folder of its own that it can, and says how it ended', async () => {
    writeFileSync(join(scene.workdir, 'here'), 'read me');
    const script = `const fs = require('node:fs'); console.log(process.cwd(), fs.readFileSync('here', 'utf8'));
      for (const place of ['planted', 'here']) try { fs.writeFileSync(place, 'x'); console.log('written'); } catch (error) { console.log(error.code); }
      fs.writeFileSync(process.env.HOME + '/mine', 'x'); fs.writeFileSync(process.env.TMPDIR + '/mine', 'x'); console.error('a problem'); process.exitCode = 3`;
    run('run-1', script, { kind });
    scene.startAgent();
    expect(await scene.finished('run-1')).toMatchObject({ exitCode: 3, cause: 'exited' });
    const [first, ...rest] = scene.server.lines('run-1', 'stdout');
    expect(first).toBe(`${scene.workdir} read me`);
    expect(rest).toEqual([expect.stringMatching(/EACCES|EROFS/), expect.stringMatching(/EACCES|EROFS/)]);
    expect(scene.server.lines('run-1', 'stderr')).toEqual(['a problem']);
    expect(readdirSync(join(scene.folder, 'area/jobs'))).not.toContain(scene.taskId('run-1'));
  });

  test('R15 has nothing of the agent in its environment, and no right and no group', async () => {
    const script = `console.log(JSON.stringify(process.env)); const fs = require('node:fs');
      const status = fs.readFileSync('/proc/self/status', 'utf8'); for (const name of ['CapEff', 'CapBnd', 'NoNewPrivs', 'Groups']) console.log(name, status.match(new RegExp('^' + name + ':(.*)$', 'm'))[1].trim());`;
    run('run-1', script, { kind });
    scene.startAgent();
    await scene.finished('run-1');
    const [env = '', ...status] = scene.server.lines('run-1', 'stdout');
    expect(env).toContain('REHEARSAL_SHA');
    expect(env).not.toMatch(/AGENT_|in-the-agents-environment/);
    expect(status).toEqual(['CapEff 0000000000000000', 'CapBnd 0000000000000000', 'NoNewPrivs 1', 'Groups ']);
  });

  test('R15 whatever it started ends with it: another session, two forks, a clean environment, deaf to signals', async () => {
    const words = `leftover-${process.pid}-${Date.now()}`;
    const script = `const { spawn } = require('node:child_process');
      const stay = "process.on('SIGTERM', () => {}); process.on('SIGHUP', () => {}); setInterval(() => {}, 1000) // ${words}";
      spawn(process.execPath, ['-e', stay], { detached: true, stdio: 'ignore', env: {} }).unref();
      spawn('setsid', ['setsid', process.execPath, '-e', "require('node:child_process').spawn(process.execPath, ['-e', " + JSON.stringify(stay) + "], { detached: true, stdio: 'ignore', env: {} }).unref()"], { stdio: 'ignore', env: {} });
      setTimeout(() => { console.log('left'); process.exit(0); }, 1500)`;
    run('run-1', script, { kind });
    scene.startAgent();
    await until(() => processesSaying(words).length >= 2, 'the processes that are to be left', 120_000, scene.agentLog);
    expect(await scene.finished('run-1')).toMatchObject({ exitCode: 0 });
    expect(processesSaying(words)).toEqual([]);
  });

  test('R10 is asked to end, and then ended', async () => {
    const words = `stubborn-${process.pid}-${Date.now()}`;
    run('run-1', `process.on('SIGTERM', () => console.log('not now')); console.log('begun'); setInterval(() => {}, 1000) // ${words}`, {
      kind,
    });
    scene.startAgent();
    await until(() => scene.server.lines('run-1', 'stdout').includes('begun'), 'the begin', 120_000, scene.agentLog);
    scene.server.offer('cancel-1', { kind: 'cancel', target: 'run-1' });
    await scene.finished('cancel-1');
    expect(scene.server.finished('run-1')).toMatchObject({ cause: 'cancelled', exitCode: null, signal: 'SIGKILL' });
    expect(scene.server.lines('run-1', 'stdout')).toEqual(['begun', 'not now']);
    expect(processesSaying(words)).toEqual([]);
  });

  test('R15 dies with its supervisor, or is found and ended: it is lost, and nobody of it lives', async () => {
    const words = `orphan-${process.pid}-${Date.now()}`;
    run('run-1', `console.log('begun'); setInterval(() => {}, 1000) // ${words}`, { kind });
    scene.startAgent();
    await until(() => scene.server.lines('run-1', 'stdout').includes('begun'), 'the begin', 120_000, scene.agentLog);
    const { supervisor } = JSON.parse(readFileSync(join(scene.folder, 'tasks', scene.taskId('run-1'), 'claim.json'), 'utf8')) as {
      supervisor: { pid: number };
    };
    process.kill(supervisor.pid, 'SIGKILL');
    expect(await scene.finished('run-1')).toMatchObject({ cause: 'worker_lost' });
    expect(processesSaying(words)).toEqual([]);
  });

  test('R16 R9 takes no more memory than it may, alone or by many processes, and is said to have taken it', async () => {
    const limits = {
      memoryMegabytes: 256,
      processes: 200,
      openFiles: 256,
      fileMegabytes: 8,
      scratchMegabytes: 8,
      sharedMemoryMegabytes: 1,
    };
    const many = `const { spawn } = require('node:child_process');
      const eat = 'const all = []; const more = () => { if (all.length < 12) all.push(Buffer.alloc(1e7, 1)); }; setInterval(more, 20)';
      for (let at = 0; at < 8; at += 1) spawn(process.execPath, ['-e', eat]); setInterval(() => {}, 1000)`;
    run('run-1', many, { kind, limits });
    run('run-2', 'const all = []; for (;;) all.push(Buffer.alloc(1e7, 1))', { kind, limits });
    scene.startAgent();
    expect(await scene.finished('run-1')).toMatchObject({ cause: 'out_of_memory', message: expect.stringContaining('256 MB') });
    const { exitCode, cause } = await scene.finished('run-2');
    expect([cause === 'out_of_memory' || exitCode !== 0, scene.server.lines('run-2', 'stdout')]).toEqual([true, []]);
  });

  test('R16 has bounds of processes, open files, sizes of files and processor time', async () => {
    const limits = { memoryMegabytes: 1024, processes: 40, openFiles: 64, fileMegabytes: 1, scratchMegabytes: 4, sharedMemoryMegabytes: 1 };
    const script = `const fs = require('node:fs'); const { spawn } = require('node:child_process');
      process.on('SIGXFSZ', () => {});
      try { fs.writeFileSync(process.env.HOME + '/big', Buffer.alloc(5e6)); console.log('big'); } catch (error) { console.log(error.code); }
      const open = []; try { for (;;) open.push(fs.openSync('/dev/null', 'r')); } catch (error) { console.log(error.code, open.length < 64); }
      open.forEach((fd) => fs.closeSync(fd));
      let begun = 0, failed = 0; for (let at = 0; at < 60; at += 1) { const child = spawn('sleep', ['20'], { stdio: 'ignore' }); child.once('error', () => { failed += 1; }); if (child.pid) begun += 1; }
      setTimeout(() => { console.log('bounded', begun < 40 && failed > 0); process.exit(0); }, 500)`;
    run('run-1', script, { kind, limits });
    run('run-2', 'for (;;) ;', { kind, limits: { ...limits, processes: 200, processorMinutes: 0.01 } });
    scene.startAgent();
    await scene.finished('run-1');
    expect(scene.server.lines('run-1', 'stdout')).toEqual(['EFBIG', 'EMFILE true', 'bounded true']);
    expect(await scene.finished('run-2')).toMatchObject({ cause: 'timed_out', message: 'it used up its processor time' });
  });

  test('R9 a program that is not in the sandbox is told as a launch that failed', async () => {
    mkdirSync(join(scene.folder, 'tools'), { recursive: true });
    const tool = join(scene.folder, 'tools', 'tool');
    writeFileSync(tool, '#!/bin/sh\necho tool', { mode: 0o755 });
    const command = { command: [tool], runId: 'r', ref: 'r', sha: 's', timeout: 60_000 };
    const sandbox = { kind, network: 'none' as const, readOnly: [], limits: defaultSandbox.limits };
    scene.server.offer('run-1', { kind: 'run', ...command, sandbox });
    scene.server.offer('run-2', { kind: 'run', ...command, sandbox: { ...sandbox, readOnly: [join(scene.folder, 'tools')] } });
    scene.startAgent();
    const first = await scene.finished('run-1');
    if (kind === 'bubblewrap') expect(first).toMatchObject({ cause: 'launch_failed', message: expect.stringContaining('in the sandbox') });
    expect(await scene.finished('run-2')).toMatchObject({ exitCode: 0 });
    expect(scene.server.lines('run-2', 'stdout')).toEqual(['tool']);
  });
});

describe('what is wanted and cannot be had', () => {
  test('R15 a job is refused, and nothing of it runs, when its sandbox cannot be made here', async () => {
    const own = await openScene();
    const closed = join(own.folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const effect = join(own.folder, 'effect');
    own.runScript('run-1', `require('node:fs').writeFileSync(${JSON.stringify(effect)}, 'ran')`, 60_000, { kind: 'user' });
    own.startAgent({ AGENT_DATA: join(closed, 'agent') });
    const told = isRoot ? 'must be able to pass through' : 'only root can';
    expect(await own.finished('run-1')).toMatchObject({ cause: 'launch_failed', message: expect.stringContaining(told) });
    expect(existsSync(effect)).toBe(false);
    await own.end();
  });
});
