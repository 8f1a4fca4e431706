import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { ContainerProgram } from '#infra/agent/containers/order.ts';

/** Something that makes containers, and an image there in which the arguments of an action are those of Node. */
export interface Engine {
  name: string;
  program: ContainerProgram;
  isReal: boolean;
  image: { name: string; version: string };
  /** What an agent needs in its environment to use this one and no other. */
  env: Record<string, string>;
  /** Takes away what was made for it. */
  close(): void;
}

/** Of this process alone: others may try the same at the same time. */
const IMAGE = { name: 'localhost/rehearsal-test', version: `v${process.pid}` };
const TAG = `${IMAGE.name}:${IMAGE.version}`;

/** Speaks like docker, and holds nothing. `folder`: where it keeps what it knows. */
export function fakeEngine(): Engine & { folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-fake-docker-'));
  chmodSync(folder, 0o711);
  mkdirSync(join(folder, 'bin'));
  const program = `#!/bin/sh\nFAKE_DOCKER='${folder}' exec '${process.execPath}' '${resolve('test/support/fake-docker.mjs')}' "$@"\n`;
  writeFileSync(join(folder, 'bin', 'docker'), program, { mode: 0o755 });
  return {
    name: 'a program that speaks like docker',
    program: 'docker',
    isReal: false,
    image: IMAGE,
    folder,
    env: { PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`, AGENT_CONTAINERS: 'docker' },
    close: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Docker and podman, whichever works here; of the others it is said loudly that nothing was tried with them. */
export function realEngines(): Engine[] {
  return (['docker', 'podman'] as const).flatMap((program) => {
    const found = open(program);
    if (typeof found !== 'string') return [found];
    console.warn(`WARNING: actions in containers of ${program} are NOT tried: ${found}`);
    return [];
  });
}

/** In words why not, where it does not work. */
function open(program: ContainerProgram): Engine | string {
  if (process.platform !== 'linux') return 'the image is made of this machine’s own Node, which is not Linux’s';
  if (spawnSync(program, ['--version']).status !== 0) return 'it is not installed';
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-engine-'));
  const close = (): void => {
    spawnSync(program, ['rmi', '--force', TAG]);
    rmSync(folder, { recursive: true, force: true });
  };
  const imported = spawnSync(program, ['import', '--change', 'ENTRYPOINT ["/node"]', makeRoot(folder), TAG], { encoding: 'utf8' });
  let why = lastLine(imported.stderr);
  for (const env of imported.status === 0 ? waysOf(program, folder) : []) {
    const args = ['run', '--rm', '--network=none', '--ulimit=nofile=512', '--ulimit=nproc=512', TAG, '-p', '"it runs"'];
    const ran = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...env }, timeout: 60_000 });
    if (ran.status === 0 && ran.stdout.includes('it runs'))
      return { name: program, program, isReal: true, image: IMAGE, env: { ...env, AGENT_CONTAINERS: program }, close };
    why = lastLine(ran.stderr);
  }
  close();
  return why;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

/** As it is set up here; and as podman works where control groups are a mixture of both versions. */
function waysOf(program: ContainerProgram, folder: string): Record<string, string>[] {
  if (program === 'docker') return [{}];
  const file = join(folder, 'containers.conf');
  writeFileSync(file, '[engine]\nruntime = "runc"\n');
  return [{}, { CONTAINERS_CONF: file }];
}

/** Node and what it is linked with, and nothing else. */
function makeRoot(folder: string): string {
  const archive = join(folder, 'root.tar');
  const root = join(folder, 'root');
  const libraries = execFileSync('ldd', [process.execPath], { encoding: 'utf8' }).match(/\/\S+\/\S+\.so\S*/g) ?? [];
  for (const path of libraries) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    copyFileSync(path, join(root, path));
  }
  copyFileSync(process.execPath, join(root, 'node'));
  for (const name of ['tmp', 'workspace', 'proc', 'dev', 'sys', 'etc', 'run']) mkdirSync(join(root, name), { recursive: true });
  chmodSync(join(root, 'tmp'), 0o1777);
  execFileSync('tar', ['-C', root, '-cf', archive, '.']);
  rmSync(root, { recursive: true });
  return archive;
}

/** Of containers made for agents of tests. */
export function containersOf({ program, env }: Engine): string[] {
  const listed = spawnSync(program, ['ps', '--all', '--format', '{{.Names}}'], { encoding: 'utf8', env: { ...process.env, ...env } });
  return listed.stdout.split('\n').filter((name) => basename(name).startsWith('rehearsal-local-'));
}
