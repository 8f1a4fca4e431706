import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openGitCodeHost } from '#platform/embedded/git-code-host.ts';
import { testRefName } from '#contexts/operations/domain/deployment/test-ref.ts';
import type { Change } from '#contexts/intake/domain/submission.ts';
import { makeSampleRepository } from '#infra/embedded/sample-project.ts';
import { openScene, until, type Scene } from './scene.ts';

const CHANGE: Change = { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 1 };
const MINUTE = 60_000;

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.end());

describe('from pull request to result', () => {
  test('D1 D5 E6 a test ref is deployed, verified, and its jobs print what the demo expects', async () => {
    const repository = join(scene.folder, 'sample.git');
    await makeSampleRepository(repository);
    const host = openGitCodeHost({ repositories: { 'oppia/oppia': repository } });
    const head = await host.readHead(CHANGE);
    const headSha = head.state === 'open' ? head.headSha : '';
    const ref = testRefName(CHANGE, headSha);
    const made = await host.makeTestRef({ change: CHANGE, headSha, name: ref });
    const sha = made.conflict ? '' : made.sha;
    const deployGit = ['{node}', '{agent}/deploy-git.ts'];
    const run = (module: string, job: string, parameters: object): string[] => [
      '{node}',
      '{workdir}/run-job.mjs',
      module,
      job,
      '--parameters',
      JSON.stringify(parameters),
    ];
    scene.startAgent();

    scene.server.offer('deploy-1', {
      kind: 'deploy',
      stepName: 'deploy',
      command: [...deployGit, repository, ref, sha, '{workdir}'],
      ref,
      sha,
      timeout: MINUTE,
    });
    expect(await scene.finished('deploy-1')).toMatchObject({ exitCode: 0 });
    expect(scene.server.lines('deploy-1', 'stdout')).toEqual([`deployed ${sha}`]);
    scene.server.offer('probe-1', { kind: 'probe', command: [...deployGit, 'verify', '{workdir}', sha], timeout: MINUTE });
    scene.server.offer('probe-2', { kind: 'probe', command: [...deployGit, 'verify', '{workdir}', headSha], timeout: MINUTE });
    expect(await scene.finished('probe-1')).toMatchObject({ exitCode: 0 });
    expect(await scene.finished('probe-2')).toMatchObject({ exitCode: 1 });

    const ask = { kind: 'run' as const, ref, sha, timeout: MINUTE };
    scene.server.offer('run-1', { ...ask, runId: '1', command: run('exploration_stats_jobs', 'CountExplorationStatesJob', {}) });
    scene.server.offer('run-2', { ...ask, runId: '2', command: run('exploration_title_jobs', 'FindLongTitlesJob', {}) });
    expect(await scene.finished('run-1')).toMatchObject({ exitCode: 0, chunks: { stderr: 0 } });
    expect(scene.server.lines('run-1', 'stdout')).toEqual(['explorations: 6', 'states: 21']);
    expect(await scene.finished('run-2')).toMatchObject({ exitCode: 1 });
    expect(scene.server.lines('run-2', 'stderr').join()).toContain('ImportError');
  });

  test('Z4 output of a reported task is deleted after a while, and the task still never runs again', async () => {
    scene.runScript('run-1', "console.log('once')");
    scene.startAgent();
    await scene.finished('run-1');
    const folder = resolve(scene.folder, 'tasks/run-1');
    await until(() => existsSync(join(folder, 'reported.json')), 'the report');
    await scene.killAgent();
    utimesSync(join(folder, 'reported.json'), 0, 0);
    scene.startAgent();
    await until(() => !existsSync(join(folder, 'stdout')), 'the deletion');
    scene.server.reopen('run-1');
    expect(await scene.finished('run-1')).toMatchObject({ exitCode: 0, chunks: { stdout: 0 } });
  });
});
