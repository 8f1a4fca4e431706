import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { ActionTask } from '#contexts/operations/agent-action.ts';
import { defaultSandbox } from '#contexts/operations/sandbox.ts';
import { identity } from '#infra/agent/processes.ts';
import { fakeEngine } from '#test/support/engines.ts';
import { makeStudy, scripted, type Study } from './actions-scene.ts';
import { openScene, until, type Scene } from './scene.ts';

let scene: Scene;
let study: Study;
let engine: ReturnType<typeof fakeEngine>;
let docker: string;
beforeEach(async () => {
  scene = await openScene();
  study = makeStudy(join(scene.folder, 'study'), { 'a.txt': 'x' });
  engine = fakeEngine();
  docker = engine.folder;
});
afterEach(async () => {
  for (const name of namesOf('containers')) rmSync(join(docker, 'containers', name, 'state'), { force: true });
  await scene.end();
  engine.close();
});

const start = () => scene.startAgent(engine.env);
const namesOf = (folder: string) => (existsSync(join(docker, folder)) ? readdirSync(join(docker, folder)) : []);
const textOf = (...path: string[]) => (existsSync(join(...path)) ? readFileSync(join(...path), 'utf8') : '');
const calls = (): string[][] =>
  textOf(docker, 'calls')
    .split('\n')
    .slice(0, -1)
    .map((line) => z.array(z.string()).parse(JSON.parse(line)));
const write = "require('fs').mkdirSync('output', { recursive: true }); require('fs').writeFileSync('output/rows.csv', 'made');";
const offer = (script: string, more: Partial<ActionTask> = {}) =>
  scene.server.offer('abc-001', scripted(study, script, { env: { A: 'b' }, ...more }));

async function killBoth(): Promise<void> {
  const claim = z.object({ supervisor: identity });
  const { supervisor } = claim.parse(JSON.parse(textOf(scene.folder, 'tasks', 'abc-001', 'claim.json')));
  await scene.killAgent();
  process.kill(supervisor.pid, 'SIGKILL');
}

describe('K3 R15 an action in a container', () => {
  test('K3 R15 is made with no network, no right, its bounds, and what the task says and nothing else', async () => {
    offer(`console.log(process.env.A, process.cwd()); console.error('note'); ${write}`, {
      image: { name: 'example.org/python', version: 'v2', digest: `sha256:${'d'.repeat(64)}` },
    });
    start();
    const finished = await scene.finished('abc-001');
    expect(finished).toMatchObject({ exitCode: 0, cause: 'exited', result: { runtime: 'docker', manifest: { files: 1, bytes: 4 } } });
    expect(scene.printed('abc-001', 'stderr')).toEqual(['note']);
    const made = calls().find(([verb]) => verb === 'create') ?? [];
    const image = `example.org/python@sha256:${'d'.repeat(64)}`;
    const options = made.slice(0, made.indexOf(image));
    expect(made.slice(made.indexOf(image) + 1, -1)).toEqual(['-e']);
    expect(options).toEqual(
      expect.arrayContaining([
        '--name=rehearsal-local-abc-001',
        '--pull=never',
        '--network=none',
        '--read-only',
        '--cap-drop=ALL',
        '--security-opt=no-new-privileges',
        '--cpus=2',
        `--memory=${512 * 1024 * 1024}`,
        '--workdir=/workspace',
        '--env=A=b',
      ]),
    );
    expect(options.filter((option) => /--privileged|--device|--volume|host|docker\.sock/.test(option))).toEqual([]);
    expect(options.filter((option) => option.startsWith('--mount'))).toEqual([
      expect.stringMatching(/^--mount=type=bind,source=.*\/work\/abc-001-[0-9a-f]{8},target=\/workspace$/),
    ]);
    expect(calls().filter(([verb]) => verb === 'pull')).toEqual([['pull', image]]);
    await until(() => namesOf('containers').length === 0, 'its container going');
    await until(() => readdirSync(join(scene.folder, 'work')).length === 0, 'its folder going');
  });

  test('K3 only one that may use the database has a network, and it is that of the agent’s settings', async () => {
    offer(write, { database: true, sandbox: { ...defaultSandbox, network: 'host' } });
    start();
    expect(await scene.finished('abc-001')).toMatchObject({ exitCode: 0 });
    expect(calls().find(([verb]) => verb === 'create')).toContain('--network=bridge');
  });

  test('R9 an image that cannot be had, and a service that is gone, are told, and nothing is made', async () => {
    writeFileSync(join(docker, 'no-image'), '');
    offer(write);
    start();
    expect(await scene.finished('abc-001')).toMatchObject({ cause: 'never_here', message: expect.stringContaining('manifest unknown') });
    expect(calls().some(([verb]) => verb === 'create')).toBe(false);
  });

  test('B3 with neither containers nor a command it is never for this backend', async () => {
    offer(write, { command: undefined });
    scene.startAgent({ PATH: join(docker, 'bin'), AGENT_CONTAINERS: 'podman' });
    expect(await scene.finished('abc-001')).toMatchObject({ cause: 'never_here', message: expect.stringContaining('podman') });
  });

  test('B3 K5 a service that is not up yet is no reason for never, and is found by the same agent once it is', async () => {
    writeFileSync(join(docker, 'down'), '');
    offer(write, { command: undefined });
    start();
    expect(await scene.finished('abc-001')).toMatchObject({ cause: 'launch_failed', message: expect.stringContaining('Cannot connect') });
    rmSync(join(docker, 'down'));
    scene.server.offer('abc-002', scripted(study, write, { attempt: 2, command: undefined }));
    expect(await scene.finished('abc-002')).toMatchObject({ exitCode: 0, result: { runtime: 'docker' } });
  });

  test('R15 R18 what the machine says of docker reaches those who speak to it, and no action', async () => {
    offer(`console.log(Object.keys(process.env).filter((name) => /DOCKER|XDG/.test(name)).join()); ${write}`);
    const program = join(docker, 'bin', 'docker');
    writeFileSync(
      program,
      readFileSync(program, 'utf8').replace('#!/bin/sh\n', `#!/bin/sh\necho "$DOCKER_HOST $1" >> '${docker}/hosts'\n`),
    );
    scene.startAgent({ ...engine.env, DOCKER_HOST: 'unix:///elsewhere' });
    expect(await scene.finished('abc-001')).toMatchObject({ exitCode: 0 });
    expect(scene.printed('abc-001', 'stdout')).toEqual(['']);
    const asked = textOf(docker, 'hosts').trim().split('\n');
    expect(asked.filter((line) => !line.startsWith('unix:///elsewhere '))).toEqual([]);
    expect(asked).toContain('unix:///elsewhere create');
  });

  test('K5 R3 agent and supervisor are killed: the container is taken up by its name, ran once, and its output is whole', async () => {
    const go = join(scene.folder, 'go');
    const script = `console.log('first'); const wait = () => require('fs').existsSync(${JSON.stringify(go)}) ? end() : setTimeout(wait, 20);
      const end = () => { console.log('last'); ${write} }; wait();`;
    offer(script);
    start();
    await until(() => scene.printed('abc-001', 'stdout').length > 0, 'its first words');
    await killBoth();
    start();
    await until(() => existsSync(join(scene.folder, 'tasks', 'abc-001', 'claim-1.json')), 'the next supervisor');
    writeFileSync(go, '');
    expect(await scene.finished('abc-001')).toMatchObject({ exitCode: 0, cause: 'exited', result: { manifest: { files: 1 } } });
    expect(scene.printed('abc-001', 'stdout')).toEqual(['first', 'last']);
    expect(textOf(docker, 'started')).toBe('rehearsal-local-abc-001\n');
  });

  test('K5 what ended while nobody watched is told as it ended', async () => {
    const go = join(scene.folder, 'go');
    offer(
      `const wait = () => require('fs').existsSync(${JSON.stringify(go)}) ? (console.log('alone'), ${JSON.stringify(write)}, eval(${JSON.stringify(write)})) : setTimeout(wait, 20); console.log('here'); wait();`,
    );
    start();
    await until(() => scene.printed('abc-001', 'stdout').length > 0, 'its first words');
    await killBoth();
    writeFileSync(go, '');
    const state = () => textOf(docker, 'containers', 'rehearsal-local-abc-001', 'state');
    await until(() => state().includes('exited'), 'its end');
    start();
    expect(await scene.finished('abc-001')).toMatchObject({ exitCode: 0, cause: 'exited', result: { manifest: { files: 1 } } });
    expect(scene.printed('abc-001', 'stdout')).toEqual(['here', 'alone']);
  });

  test('K5 what was made and never started is lost, and never starts', async () => {
    writeFileSync(join(docker, 'slow-start'), '');
    offer(`console.log('ran'); ${write}`);
    start();
    await until(() => calls().some(([verb]) => verb === 'start'), 'its start');
    await killBoth();
    start();
    expect(await scene.finished('abc-001')).toMatchObject({ exitCode: null, cause: 'worker_lost' });
    rmSync(join(docker, 'slow-start'));
    await until(() => namesOf('containers').length === 0, 'its container going');
    expect(textOf(docker, 'started')).toBe('');
  });

  test('R10 a cancel stops the container and waits until it has ended', async () => {
    offer("console.log('here'); setInterval(() => {}, 1000)");
    start();
    await until(() => scene.printed('abc-001', 'stdout').length > 0, 'its first words');
    scene.server.offer('abc-001-cancel', { kind: 'cancel', target: 'abc-001' });
    await scene.finished('abc-001-cancel');
    expect(scene.server.finished('abc-001')).toMatchObject({ cause: 'cancelled', result: { runtime: 'docker' } });
    expect(calls().some(([verb]) => verb === 'stop')).toBe(true);
  });
});
