import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import type { ActionTask } from '#contexts/operations/agent-action.ts';
import { defaultSandbox, type SandboxLimits } from '#contexts/operations/sandbox.ts';
import { containersOf, type Engine } from '#test/support/engines.ts';
import { makeStudy, scripted, type Study } from './actions-scene.ts';
import { openScene, until, type Scene } from './scene.ts';
import { useSharedScene } from './shared-scene.ts';

export const MEGABYTE = 1024 * 1024;
export const write = (path = 'output/rows.csv', text = 'made') =>
  `require('fs').mkdirSync('output', { recursive: true }); require('fs').writeFileSync(${JSON.stringify(path)}, ${JSON.stringify(text)});`;
/** Goes on once there is a file `go` in its folder. */
export const waiting = (then: string) =>
  `const wait = () => require('fs').existsSync('go') ? end() : setTimeout(wait, 20); const end = () => { ${then} }; wait();`;

export let scene: Scene & { taskId: (id: string) => string };

const namesOf = (task: string): string[] => readdirSync(join(scene.folder, 'work')).filter((one) => one.startsWith(task));

/** `isShared`: one agent for all tests of the describe; else one of its own for each, to be killed. */
export function useEngine(engine: Engine, isShared: boolean) {
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
    isFolderGone: () => until(() => namesOf(scene.taskId('abc-001')).length === 0, 'its folder going'),
    /** The folder that the action sees as its own. */
    work: (id = 'abc-001') => {
      const [name = ''] = namesOf(scene.taskId(id));
      return join(scene.folder, 'work', name);
    },
  };
}

export const said = (stream: 'stdout' | 'stderr' = 'stdout', id = 'abc-001') => scene.printed(id, stream);
export const entriesOf = (id = 'abc-001') =>
  scene.server.updates(id).flatMap((update) => (update.kind === 'manifest' ? update.entries.map(({ name }) => name) : []));
export const hasSpoken = () => until(() => said().length > 0, 'its first words', undefined, scene.agentLog);
export const ofAll = (limits: Partial<SandboxLimits>): Partial<ActionTask> => ({
  sandbox: { ...defaultSandbox, limits: { ...defaultSandbox.limits, ...limits } },
});
