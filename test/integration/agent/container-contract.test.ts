import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { ActionTask } from '#contexts/operations/agent-action.ts';
import { defaultSandbox, type SandboxLimits } from '#contexts/operations/sandbox.ts';
import { identity } from '#infra/agent/processes.ts';
import { containersOf, fakeEngine, realEngines, type Engine } from '#test/support/engines.ts';
import { makeStudy, scripted, type Study } from './actions-scene.ts';
import { openScene, until, type Scene } from './scene.ts';
import { useSharedScene } from './shared-scene.ts';

/** What every program that makes containers has to do for us: a fake one everywhere, and real ones where they work. */
const engines: Engine[] = [fakeEngine(), ...realEngines()];
const real = engines.filter(({ isReal }) => isReal);
afterAll(() => engines.forEach((engine) => engine.close()));

const MEGABYTE = 1024 * 1024;
const write = (path = 'output/rows.csv', text = 'made') =>
  `require('fs').mkdirSync('output', { recursive: true }); require('fs').writeFileSync(${JSON.stringify(path)}, ${JSON.stringify(text)});`;
/** Goes on once there is a file `go` in its folder. */
const waiting = (then: string) =>
  `const wait = () => require('fs').existsSync('go') ? end() : setTimeout(wait, 20); const end = () => { ${then} }; wait();`;

let scene: Scene & { taskId: (id: string) => string };

/** `isShared`: one agent for all tests of the describe; else one of its own for each, to be killed. */
function useEngine(engine: Engine, isShared: boolean) {
  const shared = isShared ? useSharedScene(engine.env) : undefined;
  let study: Study;
  beforeEach(async () => {
    scene = shared?.() ?? { ...(await openScene()), taskId: (id) => id };
    study = makeStudy(join(scene.folder, 'study', scene.taskId('own')), { 'a.txt': 'of the study' });
  });
  afterEach(async () => {
    if (!isShared) await scene.killAgent();
    for (const name of containersOf(engine)) spawnSync(engine.program, ['rm', '--force', name], { env: { ...process.env, ...engine.env } });
    if (!isShared) await scene.end();
  });
  const offer = (script: string, more: Partial<ActionTask> = {}, id = 'abc-001') =>
    scene.server.offer(id, scripted(study, script, { image: engine.image, env: { A: 'b' }, command: undefined, ...more }));
  return {
    offer,
    start: () => scene.startAgent(engine.env),
    run(script: string, more: Partial<ActionTask> = {}) {
      offer(script, more);
      scene.startAgent(engine.env);
      return scene.finished('abc-001');
    },
    isGone: () => until(() => containersOf(engine).length === 0, 'its container going'),
    /** The folder that the action sees as its own. */
    work: (id = 'abc-001') => {
      const [name = ''] = readdirSync(join(scene.folder, 'work')).filter((one) => one.startsWith(scene.taskId(id)));
      return join(scene.folder, 'work', name);
    },
  };
}

const said = (stream: 'stdout' | 'stderr' = 'stdout', id = 'abc-001') => scene.server.lines(id, stream);
const entriesOf = (id = 'abc-001') =>
  scene.server.updates(id).flatMap((update) => (update.kind === 'manifest' ? update.entries.map(({ name }) => name) : []));
const hasSpoken = () => until(() => said().length > 0, 'its first words', undefined, scene.agentLog);
const ofAll = (limits: Partial<SandboxLimits>): Partial<ActionTask> => ({
  sandbox: { ...defaultSandbox, limits: { ...defaultSandbox.limits, ...limits } },
});

const claimFile = () => join(scene.folder, 'tasks', 'abc-001', 'claim.json');
async function killBoth(): Promise<void> {
  const { supervisor } = z.object({ supervisor: identity }).parse(JSON.parse(readFileSync(claimFile(), 'utf8')));
  await scene.killAgent();
  process.kill(supervisor.pid, 'SIGKILL');
}

describe.each(engines)('K3 an action in a container of $name', (engine) => {
  const { run, offer, start, isGone, work } = useEngine(engine, true);

  test('K3 R14 finds the study, says what it says on both streams, is measured, and leaves no container', async () => {
    const script = `console.log(require('fs').readFileSync('a.txt', 'utf8'), process.env.A); console.error('note'); ${write()}`;
    const finished = await run(script);
    expect(finished).toMatchObject({ exitCode: 0, cause: 'exited', result: { runtime: engine.program, manifest: { files: 1, bytes: 4 } } });
    expect([said(), said('stderr')]).toEqual([['of the study b'], ['note']]);
    await isGone();
    await until(() => work().endsWith('work/'), 'its folder going');
  });

  test('R9 its exit code is told, and nothing that it made is kept', async () => {
    const finished = await run(`${write()} process.exit(3)`);
    expect(finished).toMatchObject({ exitCode: 3, cause: 'exited' });
    expect(finished.result?.outputs).toBeUndefined();
    await isGone();
  });

  test('K3 a pattern that matches nothing is told', async () => {
    const finished = await run(write('output/other.csv'));
    expect(finished).toMatchObject({ exitCode: 0, result: { outputs: { matched: [], unmatched: ['output/rows.csv'] } } });
  });

  test('K3 files of any name are kept; links, pipes and folders are none; the rights that it took away do not matter', async () => {
    const script = `const fs = require('fs'); ${write('output/a b.csv')} ${write('output/ü\n,=.csv')} ${write('output/-rf.csv')}
      fs.symlinkSync('/etc/passwd', 'output/link.csv'); fs.mkdirSync('output/folder.csv'); fs.linkSync('output/a b.csv', 'output/twice.csv');
      fs.unlinkSync('output/twice.csv'); fs.chmodSync('output/a b.csv', 0); fs.chmodSync('output', 0o500); fs.chmodSync('.', 0o500);`;
    const finished = await run(script, { outputs: [{ level: 'highly_sensitive', name: 'all', pattern: 'output/*.csv' }] });
    expect(finished).toMatchObject({ exitCode: 0, result: { manifest: { files: 3 }, outputs: { notFiles: 1 } } });
    expect(entriesOf().toSorted()).toEqual(['output/-rf.csv', 'output/a b.csv', 'output/ü\\x0a,=.csv']);
    await until(() => work().endsWith('work/'), 'its folder going');
  });

  test('R9 an image that cannot be had is told, and nothing is made', async () => {
    const finished = await run(write(), { image: { name: 'localhost:1/nobody/nothing', version: 'v9' } });
    expect(finished).toMatchObject({
      exitCode: null,
      cause: 'launch_failed',
      message: expect.stringContaining('localhost:1/nobody/nothing'),
    });
    expect(containersOf(engine)).toEqual([]);
  });

  test('R9 a command that is not in the image is told as one that never began', async () => {
    const finished = await run('', { args: ['--no-such-option-of-node'] });
    expect(finished.exitCode).not.toBe(0);
    await isGone();
  });

  test('R16 what runs for too long is stopped, though it will not hear of it', async () => {
    const script = "process.on('SIGTERM', () => console.log('no')); console.log('here'); setInterval(() => {}, 1000)";
    const finished = await run(script, { limits: { cpu: 1, memoryBytes: 256 * MEGABYTE, seconds: 3 } });
    expect(finished).toMatchObject({ cause: 'timed_out', result: { runtime: engine.program } });
    await isGone();
  });

  test('R16 five megabytes of output come whole and in order, also a line that has no end', async () => {
    const script = `for (let at = 0; at < 50000; at += 1) process.stdout.write(at + ' ' + 'x'.repeat(95) + '\\n');
      process.stdout.write('ä'.repeat(4000) + '\\nlast\\n'); process.stderr.write('no end of line'); ${write()}`;
    expect(await run(script, { output: { bytes: 8 * MEGABYTE, lines: 100_000 } })).toMatchObject({ exitCode: 0 });
    const lines = said();
    expect([lines.length, lines[0]?.slice(0, 4), lines[49_999]?.slice(0, 7), lines.at(-1)]).toEqual([50_002, '0 xx', '49999 x', 'last']);
    expect([lines[50_000]?.length, said('stderr')]).toEqual([4_000, ['no end of line']]);
  });

  test('R16 one that prints without end is stopped at its bound', async () => {
    const script = "const all = 'y'.repeat(999) + '\\n'; const more = () => process.stdout.write(all.repeat(100), more); more();";
    expect(await run(script, ofAll({ fileMegabytes: 2 }))).toMatchObject({ cause: 'over_limit', message: 'it printed more than 2 MB' });
    await isGone();
  });

  test('R10 a cancel stops the container and waits until it has ended, and what it began with it', async () => {
    offer(`require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });
      console.log('here'); setInterval(() => {}, 1000)`);
    start();
    await hasSpoken();
    scene.server.offer('abc-001-cancel', { kind: 'cancel', target: 'abc-001' });
    await scene.finished('abc-001-cancel');
    expect(scene.server.finished('abc-001')).toMatchObject({ cause: 'cancelled', result: { runtime: engine.program } });
    await isGone();
  });

  test('R15 several run at once, each in a folder of its own', async () => {
    const ids = ['j1-001', 'j2-001', 'j3-001', 'j4-001'];
    const script = `console.log('here'); ${waiting(write())}`;
    for (const [at, id] of ids.entries()) offer(script, { workspace: `w${at}` }, id);
    start();
    for (const id of ids) await until(() => said('stdout', id).length > 0, `the first words of ${id}`, undefined, scene.agentLog);
    for (const id of ids) writeFileSync(join(work(id), 'go'), '');
    for (const id of ids) expect(await scene.finished(id)).toMatchObject({ exitCode: 0, result: { manifest: { files: 1 } } });
    await isGone();
  });
});

describe.each(engines)('K5 an action in a container of $name whose agent is killed', (engine) => {
  const { offer, start, isGone, work } = useEngine(engine, false);

  test('K5 R3 agent and supervisor are killed: the container is taken up by its name, ran once, and its output is whole', async () => {
    offer(`console.log('first'); ${waiting(`console.log('last'); ${write()}`)}`);
    start();
    await hasSpoken();
    await killBoth();
    start();
    await until(() => existsSync(join(scene.folder, 'tasks', 'abc-001', 'claim-1.json')), 'the next supervisor');
    writeFileSync(join(work(), 'go'), '');
    expect(await scene.finished('abc-001')).toMatchObject({ exitCode: 0, cause: 'exited', result: { manifest: { files: 1 } } });
    expect(said()).toEqual(['first', 'last']);
    await isGone();
  });

  test('K5 what ended while nobody watched is told as it ended', async () => {
    offer(`console.log('here'); ${waiting(`console.log('alone'); ${write()} process.exitCode = 4;`)}`);
    start();
    await hasSpoken();
    const folder = work();
    await killBoth();
    writeFileSync(join(folder, 'go'), '');
    await until(() => existsSync(join(folder, 'output', 'rows.csv')), 'its end');
    await new Promise((resolve) => setTimeout(resolve, 500));
    start();
    expect(await scene.finished('abc-001')).toMatchObject({ exitCode: 4, cause: 'exited' });
    expect(said()).toEqual(['here', 'alone']);
  });

  test('K5 what the machine’s end has ended is lost, and does not run again', async () => {
    offer(`console.log('here'); setInterval(() => {}, 1000)`);
    start();
    await hasSpoken();
    await killBoth();
    spawnSync(engine.program, ['kill', '--signal=KILL', 'rehearsal-local-abc-001'], { env: { ...process.env, ...engine.env } });
    // As if it had been written before the machine was started.
    writeFileSync(claimFile(), readFileSync(claimFile(), 'utf8').replace(/"born":"[^/"]*/, '"born":"another'));
    start();
    expect(await scene.finished('abc-001')).toMatchObject({
      exitCode: null,
      cause: 'worker_lost',
      message: 'the machine was started anew while it ran',
    });
    await isGone();
  });
});

if (real.length > 0)
  describe.each(real)('R15 what $name really holds', (engine) => {
    const { run, offer, start, isGone, work } = useEngine(engine, true);
    const asked = async (script: string, more: Partial<ActionTask> = {}): Promise<unknown> => {
      const finished = await run(
        `const fs = require('fs'); const told = (async () => { ${script} })();
        told.then((value) => console.log(JSON.stringify(value)), (error) => console.log(JSON.stringify(error.code ?? String(error)))).then(() => { ${write()} process.exit(); });`,
        more,
      );
      expect([finished.exitCode, said('stderr')]).toEqual([0, []]);
      return JSON.parse(said()[0] ?? 'null');
    };

    test('R15 it has no network: nothing but a loopback of its own, and nobody answers', async () => {
      const script = `const names = Object.keys(require('os').networkInterfaces());
        const tried = await new Promise((resolve) => require('net').connect(PORT, '127.0.0.1').once('connect', () => resolve('answered')).once('error', (error) => resolve(error.code)));
        return { names, routes: fs.readFileSync('/proc/net/route', 'utf8').trim().split('\\n').length - 1, tried };`;
      const port = new URL(scene.server.url()).port;
      expect(await asked(script.replace('PORT', port))).toEqual({ names: ['lo'], routes: 0, tried: 'ECONNREFUSED' });
    });

    test('R15 it has no right, cannot get one, is nobody of the machine, and sees only its own processes', async () => {
      const script = `const status = fs.readFileSync('/proc/self/status', 'utf8'); const of = (name) => new RegExp('^' + name + ':\\\\s+(.*)$', 'm').exec(status)?.[1];
        const pids = fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name));
        return { caps: ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].map(of), locked: of('NoNewPrivs'), seccomp: of('Seccomp'), isRoot: process.getuid() === 0,
          groups: process.getgroups().filter((one) => one !== process.getgid()), few: pids.length <= 3, variables: Object.keys(process.env).toSorted() };`;
      expect(await asked(script)).toEqual({
        caps: Array.from({ length: 5 }, () => '0000000000000000'),
        locked: '1',
        seccomp: '2',
        isRoot: false,
        groups: [],
        few: true,
        variables: expect.arrayContaining(['A', 'HOME', 'REHEARSAL_ACTION', 'REHEARSAL_SHA', 'REHEARSAL_TASK', 'REHEARSAL_WORKSPACE']),
      });
    });

    test('R15 it writes in its folder and its /tmp and nowhere else, and finds nothing of the agent, the machine or another workspace', async () => {
      const other = join(scene.folder, 'workspaces', 'other');
      mkdirSync(other, { recursive: true });
      writeFileSync(join(other, 'secret'), 'of another');
      const script = `const can = (work) => { try { work(); return 'yes'; } catch (error) { return error.code; } };
        const written = ['/x', '/etc/x', '/node', '/proc/sys/kernel/hostname', '/sys/x', '/run/x', '/workspace/x', '/tmp/x'].map((path) => can(() => fs.writeFileSync(path, 'x')));
        return { written, seen: ['${other}/secret', '/workspace/../secret', '/proc/1/root${other}/secret', '/var/run/docker.sock', '/run/podman/podman.sock'].map((path) => fs.existsSync(path)),
          mounts: fs.readFileSync('/proc/self/mounts', 'utf8').split('\\n').filter((line) => line.includes('${scene.folder}')) };`;
      const { written, seen, mounts } = z
        .object({ written: z.array(z.string()), seen: z.array(z.boolean()), mounts: z.array(z.string()) })
        .parse(await asked(script));
      expect(written.slice(-2)).toEqual(['yes', 'yes']);
      expect(written.slice(0, -2).every((code) => ['EROFS', 'EACCES', 'EPERM', 'ENOENT', 'ETXTBSY'].includes(code))).toBe(true);
      expect([seen.some(Boolean), mounts]).toEqual([false, []]);
    });

    test('R16 memory beyond its bound ends it, and that is what is told', async () => {
      const script = `const all = []; setInterval(() => all.push(Buffer.alloc(4 * ${MEGABYTE}, 1)), 20);`;
      const finished = await run(script, { limits: { cpu: 1, memoryBytes: 256 * MEGABYTE, seconds: 60 } });
      expect(finished).toMatchObject({ exitCode: null, cause: 'out_of_memory', result: { runtime: engine.program } });
    });

    test('R16 so it is where only what it began was ended', async () => {
      const script = `const { status, signal } = require('child_process').spawnSync(process.execPath, ['-e', 'const all = []; for (;;) all.push(Buffer.alloc(8 * ${MEGABYTE}, 1));']);
        console.log(status, signal); setTimeout(() => process.exit(1), 500);`;
      const finished = await run(script, { limits: { cpu: 1, memoryBytes: 256 * MEGABYTE, seconds: 60 } });
      expect([finished.cause, said()]).toEqual(['out_of_memory', ['null SIGKILL']]);
    });

    test('R16 K3 processes, the size of a file and the temporary folder are bounded, and its figures are the kernel’s', async () => {
      const script = `const can = (work) => { try { work(); return 'yes'; } catch (error) { return error.code; } };
        process.on('SIGXFSZ', () => undefined);
        const file = can(() => { const to = fs.openSync('big', 'w'); for (let at = 0; at < 8; at += 1) fs.writeSync(to, Buffer.alloc(${MEGABYTE}, 1)); });
        const scratch = can(() => { for (let at = 0; at < 8; at += 1) fs.writeFileSync('/tmp/' + at, Buffer.alloc(3 * ${MEGABYTE}, 1)); });
        const begun = await Promise.all(Array.from({ length: 60 }, () => new Promise((resolve) => {
          const child = require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 3000)'], { stdio: 'ignore' });
          child.once('spawn', () => resolve('spawned')).once('error', (error) => resolve(error.code));
        })));
        return { file, scratch, most: begun.includes('EAGAIN') };`;
      const told = await asked(script, ofAll({ fileMegabytes: 4, scratchMegabytes: 16, processes: 100 }));
      expect(told).toEqual({ file: 'EFBIG', scratch: 'ENOSPC', most: true });
      expect(scene.server.finished('abc-001')?.result?.metrics).toMatchObject({ by: 'cgroup' });
    });

    test('R18 its credentials are files that it alone reads, and their values are masked', async () => {
      mkdirSync(join(scene.folder, 'credentials'), { mode: 0o700 });
      writeFileSync(join(scene.folder, 'credentials', 'database'), 'pass-word-1234', { mode: 0o600 });
      const script = `console.log(require('fs').readFileSync(process.env.CREDENTIALS_DIRECTORY + '/database', 'utf8')); ${write()}`;
      expect(await run(script, { credentials: ['database'] })).toMatchObject({ exitCode: 0 });
      expect(said()).toEqual(['***']);
      expect(readdirSync(join(scene.folder, 'area', 'jobs')).filter((name) => name.includes('abc-001'))).toEqual([]);
      await isGone();
    });

    test('K3 R15 pipes and files of others in its folder are in nobody’s way', async () => {
      offer(`console.log('here'); ${waiting(write())}`, { outputs: [{ level: 'highly_sensitive', name: 'all', pattern: 'output/*' }] });
      start();
      await hasSpoken();
      const folder = join(work(), 'output');
      mkdirSync(folder);
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      writeFileSync(join(folder, 'of-root'), 'x', { mode: 0o600 });
      execFileSync('chmod', ['777', folder]);
      writeFileSync(join(work(), 'go'), '');
      expect(await scene.finished('abc-001')).toMatchObject({ exitCode: 0, result: { manifest: { files: 2 }, outputs: { notFiles: 1 } } });
    });
  });
