import { existsSync, readdirSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { defaultSandbox } from '#contexts/operations/sandbox.ts';
import { holdUp, lockOfOutputs } from '#test/support/reboots/study.ts';
import { processesWith } from '#test/support/victim.ts';
import { makeStudy, scripted, type Study } from './actions-scene.ts';
import { openScene, until, type Scene } from './scene.ts';

const HUNG = 8;
const sandbox = { ...defaultSandbox, kind: 'none' as const };
const write = "require('fs').mkdirSync('output', { recursive: true }); require('fs').writeFileSync('output/rows.csv', 'made');";

let scene: Scene;
let study: Study;
let silent: Server;
let calls: number;
beforeEach(async () => {
  scene = await openScene();
  study = makeStudy(join(scene.folder, 'study'), { 'a.txt': 'x' });
  calls = 0;
  silent = createServer((socket) => {
    calls += 1;
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await scene.end();
  silent.close();
});

/** A host of code that takes a call and says nothing. */
function hungStudy(name: string): Study {
  const { port } = silent.address() as AddressInfo;
  return { ...study, repository: `http://127.0.0.1:${port}/${name}.git` };
}

const name = (kind: string, n: number): string => `${kind}${String(n).padStart(2, '0')}-001`;
const offers = (id: string, of: Study, script = write): void =>
  scene.server.offer(id, scripted(of, script, { sandbox, action: id, jobId: id.replaceAll(/[^a-z]/g, 'a') }));
const cancels = (id: string): void => scene.server.offer(`${id}-cancel`, { kind: 'cancel', target: id });

test('R10 Z2 starts that hang, and as many that wait behind one of them, hold up nothing: another action, a probe, and 17 cancels at once; nothing of them is left', async () => {
  scene.startAgent({ AGENT_CONTAINERS: 'none' });
  offers('first-001', study);
  await scene.finished('first-001');
  const hung = Array.from({ length: HUNG }, (_, n) => name('hung', n));
  const behind = Array.from({ length: HUNG }, (_, n) => name('behind', n));
  for (const id of hung) offers(id, hungStudy(id));
  for (const id of behind) offers(id, hungStudy(hung[0] ?? ''));
  await until(() => calls >= HUNG, 'all of them to have called', 120_000, scene.agentLog);
  const started = Date.now();
  offers('good-001', study);
  scene.server.offer('probe-1', { kind: 'probe', command: ['{node}', '-e', 'console.log(4711)'], timeout: 60_000 });
  expect(await scene.finished('probe-1')).toMatchObject({ exitCode: 0, chunks: { stdout: 0 } });
  expect(await scene.finished('good-001')).toMatchObject({ exitCode: 0, cause: 'exited' });
  for (const id of [...hung, ...behind]) cancels(id);
  cancels('never-001');
  for (const id of [...hung, ...behind]) expect(await scene.finished(id)).toMatchObject({ cause: 'cancelled', exitCode: null });
  for (const id of [...hung, ...behind, 'never-001']) await scene.finished(`${id}-cancel`);
  const took = Date.now() - started;
  await until(() => processesWith(join(scene.folder, 'repositories')).length === 0, 'every git to be gone');
  await until(() => readdirSync(join(scene.folder, 'work')).length === 0, 'their folders going');
  // A host that hangs is given up after a minute: nothing waited for that.
  expect(took).toBeLessThan(45_000);
}, 240_000);

test('B8 R10 a probe that hangs is ended by its time limit, and holds up nothing meanwhile', async () => {
  scene.startAgent({ AGENT_CONTAINERS: 'none' });
  scene.server.offer('probe-1', { kind: 'probe', command: ['{node}', '-e', 'setInterval(() => {}, 1000)'], timeout: 20_000 });
  await until(() => existsSync(join(scene.folder, 'tasks', 'probe-1', 'process.json')), 'the probe to run', 120_000, scene.agentLog);
  offers('good-001', study);
  offers('stopped-001', study, `${write} setInterval(() => {}, 1000)`);
  expect(await scene.finished('good-001')).toMatchObject({ exitCode: 0 });
  cancels('stopped-001');
  await scene.finished('stopped-001-cancel');
  expect(await scene.finished('probe-1')).toMatchObject({ cause: 'timed_out' });
}, 180_000);

test('R10 K3 a cancel does not wait for outputs that are looked for without end', async () => {
  scene.startAgent({ AGENT_CONTAINERS: 'none' });
  const task = scripted(study, write, { sandbox });
  const letGo = holdUp(lockOfOutputs(scene.folder, task.workspace, task.action));
  scene.server.offer('abc-001', task);
  const isAtIt = () => scene.server.updates('abc-001').some((update) => update.kind === 'stage' && update.stage === 'finalizing');
  await until(isAtIt, 'its outputs to be looked for', 120_000, scene.agentLog);
  cancels('abc-001');
  expect(await scene.finished('abc-001')).toMatchObject({ cause: 'cancelled' });
  await scene.finished('abc-001-cancel');
  letGo();
}, 120_000);
