import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { defaultSandbox } from '#contexts/operations/sandbox.ts';
import { bootOf } from '#infra/agent/boot.ts';
import { writeWhole } from '#infra/agent/files.ts';
import { identity, identityOf } from '#infra/agent/processes.ts';
import { makeStudy, scripted, type Study } from './actions-scene.ts';
import { isRunning, openScene, until, type Scene } from './scene.ts';

let scene: Scene;
let study: Study;
beforeEach(async () => {
  scene = await openScene();
  study = makeStudy(join(scene.folder, 'study'), { 'a.txt': 'x' });
});
afterEach(() => scene.end());

const sandbox = { ...defaultSandbox, kind: 'none' as const };
const start = (boot: string) => scene.startAgent({ AGENT_CONTAINERS: 'none', AGENT_BOOT_ID: boot });
const file = (id: string, name: string): string => join(scene.folder, 'tasks', id, name);
const write = "require('fs').mkdirSync('output', { recursive: true }); require('fs').writeFileSync('output/rows.csv', 'made');";

function kept(): string[] {
  const actions = join(scene.folder, 'workspaces', 'study-main', 'actions');
  const [action = ''] = existsSync(actions) ? readdirSync(actions) : [];
  const folder = join(actions, action, 'kept');
  return existsSync(folder) ? readdirSync(folder) : [];
}

function supervisorOf(id: string): number {
  return z.object({ supervisor: identity }).parse(JSON.parse(readFileSync(file(id, 'claim.json'), 'utf8'))).supervisor.pid;
}

/** As a machine ends that loses its power: nobody of it is left. */
async function endsAll(id: string): Promise<void> {
  await scene.killAgent();
  const { pid } = identity.parse(JSON.parse(readFileSync(file(id, 'process.json'), 'utf8')));
  for (const one of [supervisorOf(id), pid]) if (isRunning(one)) process.kill(one, 'SIGKILL');
  await until(() => !isRunning(pid), 'its processes to be gone');
}

test('K5 the kernel tells one boot from another, and always the same of one; whoever cannot tell says so', () => {
  expect(bootOf(undefined)).toBe(bootOf(undefined));
  expect([bootOf('none'), bootOf('two')]).toEqual([undefined, 'two']);
});

describe('K5 the machine is started anew', () => {
  test('K5 R4 what ran is lost at once, and says why; without a boot that is told it is, too', async () => {
    for (const [id, first, second, why] of [
      ['abc-001', 'one', 'two', 'the machine was started anew while it ran'],
      ['abc-002', 'none', 'none', 'the process that watched the job ended before the job did'],
    ] as const) {
      scene.server.offer(id, scripted(study, `${write} console.log('here'); setInterval(() => {}, 1000)`, { sandbox }));
      start(first);
      await until(() => scene.printed(id, 'stdout').length > 0, 'its first words', 120_000, scene.agentLog);
      await endsAll(id);
      start(second);
      expect(await scene.finished(id)).toMatchObject({ exitCode: null, cause: 'worker_lost', message: why });
      await scene.killAgent();
    }
    expect(kept()).toEqual([]);
  });

  test('K5 R14 what was laid out before is laid out anew: files that were not on the disk yet are not taken for those of the commit', async () => {
    const id = 'abc-001';
    const body = scripted(study, `${write} console.log(require('fs').readFileSync('a.txt', 'utf8'))`, { sandbox });
    const work = join(scene.folder, 'work', `${id}-00000000`);
    mkdirSync(work, { recursive: true });
    writeFileSync(join(work, 'a.txt'), '');
    mkdirSync(join(scene.folder, 'tasks', id), { recursive: true });
    writeWhole(file(id, 'task.json'), { id, requestId: 'request-1', fencing: 7, state: 'started', body });
    writeWhole(file(id, 'boot.json'), 'one');
    writeWhole(file(id, 'prepared.json'), { work });
    writeFileSync(file(id, `laid-${id}-00000000`), '');
    scene.server.offer(id, body, 'started');
    start('two');
    expect(await scene.finished(id)).toMatchObject({ exitCode: 0, cause: 'exited' });
    expect(scene.printed(id, 'stdout')).toEqual(['x']);
    await until(() => readdirSync(join(scene.folder, 'work')).length === 0, 'its folders going');
  });

  test('K5 K3 what had ended well, and whose outputs were not kept, is lost: what it wrote last may not be on the disk', async () => {
    const id = 'abc-001';
    const go = join(scene.folder, 'go');
    const wait = `const w = setInterval(() => { if (require('fs').existsSync(${JSON.stringify(go)})) { clearInterval(w); console.log('done') } }, 20)`;
    scene.server.offer(id, scripted(study, `${write} console.log('here'); ${wait}`, { sandbox }));
    start('one');
    await until(() => scene.printed(id, 'stdout').length > 0, 'its first words', 120_000, scene.agentLog);
    await scene.killAgent();
    writeFileSync(go, '');
    await until(() => existsSync(file(id, 'exit.json')), 'its end');
    const { work } = z.object({ work: z.string() }).parse(JSON.parse(readFileSync(file(id, 'prepared.json'), 'utf8')));
    writeFileSync(join(work, 'output', 'rows.csv'), '');
    start('two');
    expect(await scene.finished(id)).toMatchObject({
      cause: 'worker_lost',
      message: 'the machine was started anew before its outputs were kept',
    });
    expect(scene.printed(id, 'stdout')).toEqual(['here', 'done']);
    expect(kept()).toEqual([]);
  });

  test('K5 a supervisor of before is gone, also where somebody has its number now and nobody can tell the two apart: he is left alone', async () => {
    const id = 'abc-001';
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
    const { pid = 0 } = stranger;
    const body = scripted(study, write, { sandbox });
    mkdirSync(join(scene.folder, 'tasks', id), { recursive: true });
    const launch = { command: ['x'], cwd: '/', env: {}, mark: 'REHEARSAL_MARK=gone', timeout: 60_000, grace: 100, endLeftovers: true };
    const files = {
      task: { id, requestId: 'request-1', fencing: 7, state: 'started', body },
      boot: 'one',
      launch,
      claim: { by: 'supervisor', supervisor: identityOf(pid), at: 1 },
      process: { pid, born: '' },
    };
    for (const [name, value] of Object.entries(files)) writeWhole(file(id, `${name}.json`), value);
    scene.server.offer(id, body, 'started');
    start('two');
    expect(await scene.finished(id)).toMatchObject({ cause: 'worker_lost', message: 'the machine was started anew while it ran' });
    expect(isRunning(pid)).toBe(true);
    stranger.kill('SIGKILL');
  });
});
