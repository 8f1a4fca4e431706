import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { defaultSandbox } from '#contexts/operations/sandbox.ts';
import { identity } from '#infra/agent/processes.ts';
import { findBubblewrap } from '#test/support/bubblewrap.ts';
import { inGate } from '#test/support/how-long.ts';
import { seededRandom } from '#test/support/seeded-random.ts';
import { makeStudy, scripted, type Study } from './actions-scene.ts';
import { openScene, until, type Scene } from './scene.ts';

let scene: Scene;
let study: Study;
beforeEach(async () => {
  scene = await openScene();
  study = makeStudy(join(scene.folder, 'study'), { 'a.txt': 'x' });
});
afterEach(() => scene.end());

const start = () => scene.startAgent({ AGENT_CONTAINERS: 'none' });
const write = "require('fs').mkdirSync('output', { recursive: true }); require('fs').writeFileSync('output/rows.csv', 'made');";
const kept = (): string[] => {
  const actions = join(scene.folder, 'workspaces', 'study-main', 'actions');
  const [action = ''] = existsSync(actions) ? readdirSync(actions) : [];
  const folder = join(actions, action, 'kept');
  return existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'manifest.json'))) : [];
};

describe('K5 the agent is killed while it has an action', () => {
  test('K5 K3 again and again, before, while and after it runs: it runs once, and its outputs are kept once', async () => {
    const seed = Date.now() % 100_000;
    const random = seededRandom(seed);
    const effect = join(scene.folder, 'effect');
    const script = `require('fs').appendFileSync(${JSON.stringify(effect)}, 'ran'); setTimeout(() => { ${write} console.log('done') }, 500)`;
    scene.server.offer('abc-001', scripted(study, script, { sandbox: { ...defaultSandbox, kind: 'none' } }));
    for (let kill = 0; kill < inGate(6, { long: 30 }); kill += 1) {
      start();
      await new Promise((done) => setTimeout(done, 100 + random() * 1_200));
      await scene.killAgent();
    }
    start();
    const finished = await scene.finished('abc-001');
    expect({ seed, ...finished }).toMatchObject({
      seed,
      exitCode: 0,
      cause: 'exited',
      result: { manifest: { files: 1, parts: 1, bytes: 4 } },
    });
    expect(readFileSync(effect, 'utf8')).toBe('ran');
    expect(scene.printed('abc-001', 'stdout')).toEqual(['done']);
    expect(kept()).toHaveLength(1);
    await until(() => readdirSync(join(scene.folder, 'work')).length === 0, 'its folders going');
  }, 180_000);

  (findBubblewrap() ? test : test.skip)('K5 R4 its supervisor too: it ends with it, is lost, and leaves the former outputs', async () => {
    scene.server.offer('abc-001', scripted(study, write));
    start();
    await scene.finished('abc-001');
    scene.server.offer('abc-002', scripted(study, `${write} console.log('here'); setInterval(() => {}, 1000)`, { attempt: 2 }));
    await until(() => scene.printed('abc-002', 'stdout').length > 0, 'its first words');
    const claim = z.object({ supervisor: identity });
    const { supervisor } = claim.parse(JSON.parse(readFileSync(join(scene.folder, 'tasks', 'abc-002', 'claim.json'), 'utf8')));
    await scene.killAgent();
    process.kill(supervisor.pid, 'SIGKILL');
    start();
    expect(await scene.finished('abc-002')).toMatchObject({ exitCode: null, cause: 'worker_lost' });
    expect(kept()).toEqual([expect.stringMatching(/^abc-001-/)]);
  });
});
