import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { ActionTask } from '#contexts/operations/agent-action.ts';
import { fakeEngine, realEngines, type Engine } from '#test/support/engines.ts';
import { hasSpoken, MEGABYTE, ofAll, said, scene, useEngine, waiting, write } from './container-scene.ts';

const real = realEngines();
const engines: Engine[] = [fakeEngine(), ...real];
afterAll(() => engines.forEach((engine) => engine.close()));

describe.each(engines)('K3 what others put into the folder of an action in a container of $name', (engine) => {
  const { offer, start, work } = useEngine(engine, true);

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

if (real.length > 0)
  describe.each(real)('R15 what $name really holds', (engine) => {
    const { run, isGone } = useEngine(engine, true);
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

    test('R16 where only what it began was ended for want of memory, that is what is told', async () => {
      const script = `const { status, signal } = require('child_process').spawnSync(process.execPath, ['-e', 'const all = []; for (;;) all.push(Buffer.alloc(8 * ${MEGABYTE}, 1));']);
        console.log(status, signal); setTimeout(() => process.exit(1), 500);`;
      const finished = await run(script, { limits: { cpu: 1, memoryBytes: 256 * MEGABYTE, seconds: 60 } });
      expect(finished.cause).toBe('out_of_memory');
      // By its supervisor’s looks all of it ends, where there is no control group.
      if (process.getuid?.() === 0) expect(said()).toEqual(['null SIGKILL']);
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
      const told = await asked(script, {
        ...ofAll({ fileMegabytes: 4, scratchMegabytes: 16, processes: 100 }),
        limits: { cpu: 2, memoryBytes: 2_048 * MEGABYTE, seconds: 60 },
      });
      expect(told).toEqual({ file: 'EFBIG', scratch: 'ENOSPC', most: true });
      expect(scene.server.finished('abc-001')?.result?.metrics).toMatchObject({
        by: process.getuid?.() === 0 ? 'cgroup' : expect.any(String),
      });
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
  });
