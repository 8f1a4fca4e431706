import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeStudy, scripted } from './actions-scene.ts';
import { openScene, until, type Scene } from './scene.ts';

let scene: Scene;
let docker: string;
beforeEach(async () => {
  scene = await openScene();
  docker = join(scene.folder, 'docker');
  mkdirSync(join(docker, 'bin'), { recursive: true });
  const fake = `FAKE_DOCKER='${docker}' '${process.execPath}' '${resolve('test/support/fake-docker.mjs')}' "$@"`;
  // A service under load: whoever asks for a start gives up, the start is done later all the same, and until then nothing else is.
  const program = `#!/bin/sh
late='${join(docker, 'late')}'
if [ -e "$late" ] && [ "$1" = start ]; then
  (sleep 3; rm -f "$late"; ${fake}; touch '${join(docker, 'done')}') >/dev/null 2>&1 </dev/null &
  echo 'context deadline exceeded' >&2; exit 1
fi
if [ -e "$late" ] && [ "$1" = rm ]; then echo 'the service is busy' >&2; exit 1; fi
${fake}
`;
  writeFileSync(join(docker, 'bin', 'docker'), program);
  chmodSync(join(docker, 'bin', 'docker'), 0o755);
});
afterEach(() => scene.end());

const containers = (): string[] => (existsSync(join(docker, 'containers')) ? readdirSync(join(docker, 'containers')) : []);

const starts = (): void => scene.startAgent({ PATH: `${join(docker, 'bin')}:${process.env['PATH'] ?? ''}`, AGENT_CONTAINERS: 'docker' });

test('K5 R3 an action whose container could not be started is over only once that container can begin no more: it would run beside the next attempt', async () => {
  writeFileSync(join(docker, 'late'), '');
  const study = makeStudy(join(scene.folder, 'study'), { 'a.txt': 'x' });
  scene.server.offer('abc-001', scripted(study, 'setInterval(() => {}, 1000)'));
  starts();
  expect(await scene.finished('abc-001')).toMatchObject({
    cause: 'launch_failed',
    message: expect.stringContaining('context deadline exceeded'),
  });
  expect(containers()).toEqual([]);
  await until(() => existsSync(join(docker, 'done')), 'the late start');
  expect(containers()).toEqual([]);
  expect(scene.agentLog()).toContain('a container could not be removed yet');
}, 120_000);

test('R10 a cancel does not wait for a start that hangs: the start is given up', async () => {
  const study = makeStudy(join(scene.folder, 'study'), { 'a.txt': 'x' });
  writeFileSync(join(docker, 'slow-start'), '');
  scene.server.offer('abc-001', scripted(study, 'setInterval(() => {}, 1000)'));
  starts();
  await until(() => containers().length > 0, 'its container to be made', 120_000, scene.agentLog);
  const asked = Date.now();
  scene.server.offer('abc-001-cancel', { kind: 'cancel', target: 'abc-001' });
  expect(await scene.finished('abc-001')).toMatchObject({ cause: 'cancelled', exitCode: null });
  await scene.finished('abc-001-cancel');
  // The service would be waited for for a minute.
  expect(Date.now() - asked).toBeLessThan(40_000);
  expect(containers()).toEqual([]);
}, 120_000);
