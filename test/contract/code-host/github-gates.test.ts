import { describe, expect, test } from '@jest/globals';
import { openGitHubCodeHost } from '#platform/github/github-code-host.ts';
import type { CheckRun, Held, Status, WorkflowRun } from '#infra/stand-ins/github/held.ts';
import { startGitHubStandIn, type GitHubStandIn } from '#infra/stand-ins/github/server.ts';
import { checksGate } from '#contexts/gates/domain/gate-checks.ts';
import type { CheckEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import { openHead, PULL, refOf, useWorld, type OpenHost } from './world.ts';

let github: GitHubStandIn;
const open: OpenHost = async (repository) => {
  github = await startGitHubStandIn({ repositories: { 'oppia/oppia': repository } });
  return { host: openGitHubCodeHost({ token: () => Promise.resolve('t'), baseUrl: github.url }), close: () => github.stop() };
};
const world = useWorld(open);
const DEPENDABOT = { id: 29110, slug: 'dependabot' };

async function there(): Promise<{ held: Held; sha: string }> {
  return { held: github.repository('oppia/oppia'), sha: (await openHead(world.host, PULL)).headSha };
}

const ran = (name: string, conclusion: CheckRun['conclusion'], more: Partial<CheckRun> = {}): CheckRun => ({
  name,
  status: conclusion === null ? 'in_progress' : 'completed',
  conclusion,
  ...more,
});

/** What the gate makes of what is there. */
async function gateOf(checks: CheckRun[], statuses: Status[] = [], workflows: WorkflowRun[] = []): Promise<[string, string]> {
  const { held, sha } = await there();
  held.checks.set(sha, checks);
  held.statuses.set(sha, statuses);
  held.workflows.set(sha, workflows);
  const seen = await world.host.readChecks(PULL, sha);
  if (seen.state !== 'read') throw new Error('it has checks');
  const { state, why } = checksGate(seen, []);
  return [state, why];
}

describe('readChecks', () => {
  test('G2 green is said only when a check has run and all of them are well', async () => {
    expect(await gateOf([])).toEqual(['pending', expect.stringContaining('No check has reported')]);
    const well = [ran('lint', 'success'), ran('docs', 'skipped'), ran('size', 'neutral')];
    expect(await gateOf(well, [{ context: 'cla', state: 'success' }])).toEqual(['passed', 'all checks are green']);
  });

  test.each<[string, CheckRun[], string]>([
    ['the older cancelled', [ran('build', 'cancelled'), ran('build', 'success', { suite: 2 })], 'passed'],
    ['the older failed', [ran('build', 'failure'), ran('build', 'success', { suite: 2 })], 'passed'],
    ['the newer listed first', [ran('build', 'success', { id: 9 }), ran('build', 'failure', { id: 3 })], 'passed'],
    ['the newer failed', [ran('build', 'success'), ran('build', 'failure', { suite: 2 })], 'failed'],
    ['the newer runs still', [ran('build', 'success'), ran('build', null, { suite: 2 })], 'pending'],
    ['the older runs still', [ran('build', null), ran('build', 'success', { suite: 2 })], 'passed'],
    ['two apps, one failed', [ran('build', 'failure', { app: DEPENDABOT }), ran('build', 'success')], 'failed'],
    ['two apps, both well', [ran('build', 'success', { app: DEPENDABOT }), ran('build', 'success')], 'passed'],
  ])('G2 of two runs of one name the newest of each app counts: %s', async (_, checks, state) => {
    expect((await gateOf(checks))[0]).toBe(state);
  });

  test.each(['failure', 'cancelled', 'timed_out', 'stale', 'startup_failure', 'action_required', 'unheard_of'])(
    'G2 a check of a program that ended with %s is red',
    async (conclusion) => {
      expect(await gateOf([ran('deploy', conclusion as CheckRun['conclusion'], { app: DEPENDABOT })])).toEqual([
        'failed',
        expect.stringContaining('deploy'),
      ]);
    },
  );

  test('G2 what fails and what is not over is named, whoever reports it', async () => {
    const checks = [ran('e2e', null), ran('backend', 'failure')];
    expect(await gateOf(checks, [{ context: 'cla', state: 'error' }])).toEqual(['failed', expect.stringContaining('backend, cla')]);
    expect(await gateOf([ran('e2e', null)], [{ context: 'coverage', state: 'pending' }])).toEqual([
      'pending',
      expect.stringContaining('coverage, e2e'),
    ]);
  });

  test('G2 no check but the word of a bot is pending, with who must act', async () => {
    expect(await gateOf([], [{ context: 'cla-bot', state: 'success' }])).toEqual([
      'pending',
      expect.stringMatching(/only statuses by cla-bot\. A maintainer starts/),
    ]);
  });

  test('G2 workflows that wait for a maintainer, or have not begun, are pending, whatever other checks say', async () => {
    const dco = [ran('DCO', 'success', { app: DEPENDABOT })];
    const held: WorkflowRun = { workflow: 1, name: 'Backend tests', status: 'completed', conclusion: 'action_required' };
    expect(await gateOf(dco, [], [held])).toEqual([
      'pending',
      expect.stringMatching(/Waiting for a maintainer: Backend tests\. A maintainer/),
    ]);
    const waiting: WorkflowRun = { ...held, status: 'waiting', conclusion: null };
    expect((await gateOf(dco, [], [waiting]))[1]).toContain('Waiting for a maintainer');
    for (const status of ['queued', 'requested', 'in_progress', 'pending'])
      expect(await gateOf(dco, [], [{ ...held, status, conclusion: null }])).toEqual([
        'pending',
        expect.stringContaining('Still running: Backend tests'),
      ]);
    const broken: WorkflowRun = { ...held, conclusion: 'startup_failure' };
    expect((await gateOf(dco, [], [broken]))[0]).toBe('failed');
    const mended: WorkflowRun = { ...held, conclusion: 'success' };
    expect((await gateOf(dco, [], [broken, mended]))[0]).toBe('passed');
  });

  test('G2 a failed workflow whose jobs report is told by its jobs', async () => {
    const failed: WorkflowRun = { workflow: 1, name: 'CI', status: 'completed', conclusion: 'failure', suite: 77 };
    expect((await gateOf([ran('flaky', 'success', { suite: 77 })], [], [failed]))[0]).toBe('passed');
    expect((await gateOf([ran('flaky', 'success', { suite: 78 })], [], [failed]))[0]).toBe('failed');
  });

  test('G2 jobs of one name in two workflows are two checks, a workflow that ran again is one', async () => {
    const ended: WorkflowRun = { workflow: 1, name: 'Frontend', status: 'completed', conclusion: 'failure', suite: 1 };
    const checks = [ran('build', 'failure', { suite: 1 }), ran('build', 'success', { suite: 2 })];
    const green: WorkflowRun = { ...ended, conclusion: 'success', suite: 2 };
    expect(await gateOf(checks, [], [ended, { ...green, workflow: 2 }])).toEqual(['failed', expect.stringContaining('build')]);
    expect((await gateOf(checks, [], [ended, green]))[0]).toBe('passed');
  });

  test('G2 what rulesets and the older protection require has to report, from the app that they name', async () => {
    const { held, sha } = await there();
    held.checks.set(sha, [ran('lint', 'success')]);
    const seen = async (): Promise<CheckEvidence> => (await world.host.readChecks(PULL, sha)) as CheckEvidence;
    const required = (...checks: object[]): object => ({ type: 'required_status_checks', parameters: { required_status_checks: checks } });
    held.branches.set('main', {
      rules: [
        required({ context: 'e2e', integration_id: 15368 }, { context: 'rehearsal' }),
        { type: 'workflows', parameters: { workflows: [{ path: '.github/workflows/sec.yml', repository_id: 1 }] } },
      ],
      protection: {
        required_status_checks: {
          contexts: ['old', 'bound'],
          checks: [
            { context: 'bound', app_id: 5 },
            { context: 'old', app_id: -1 },
          ],
        },
      },
    });
    expect((await seen()).required).toEqual([
      { name: 'e2e', app: 15368 },
      { name: 'bound', app: 5 },
      { name: 'old' },
      { name: '.github/workflows/sec.yml' },
    ]);
    expect(checksGate(await seen(), [])).toMatchObject({
      state: 'pending',
      why: expect.stringContaining('e2e (of app 15368), bound (of app 5), old'),
    });
    held.checks.set(sha, [ran('lint', 'success'), ran('e2e', 'success', { app: DEPENDABOT })]);
    expect(checksGate(await seen(), [])).toMatchObject({ state: 'pending', why: expect.stringContaining('e2e (of app 15368)') });
  });

  test('G2 an older protection that is not for our token still tells which checks it requires, and that the rest is not known', async () => {
    const { held, sha } = await there();
    held.checks.set(sha, [ran('lint', 'success')]);
    held.branches.set('main', { protection: { required_status_checks: { contexts: ['lint'] } }, hidden: true });
    expect(await world.host.readChecks(PULL, sha)).toMatchObject({ required: [{ name: 'lint' }], partly: true });
  });

  test('G2 G7 workflow runs that are not for our token are said to be unseen, and nothing is green; a limit of calls is no such answer', async () => {
    const { held, sha } = await there();
    held.checks.set(sha, [ran('lint', 'success')]);
    github.faults.next('listWorkflowRuns', { refuse: 403 });
    expect(await world.host.readChecks(PULL, sha)).toMatchObject({ unseen: ['workflow runs'] });
    github.faults.next('listWorkflowRuns', { refuse: 403, headers: { 'retry-after': '60' } });
    await expect(world.host.readChecks(PULL, sha)).rejects.toMatchObject({ retryAfter: 60_000 });
    github.faults.next('listWorkflowRuns', { refuse: 404 });
    expect(await world.host.readChecks(PULL, sha)).not.toHaveProperty('unseen');
  });

  test('G2 N5 our own status is nothing to wait for; a check of the same name is', async () => {
    expect((await gateOf([ran('lint', 'success')], [{ context: 'rehearsal', state: 'pending' }]))[0]).toBe('passed');
    expect((await gateOf([ran('rehearsal', null)]))[0]).toBe('pending');
  });

  test('G2 all pages are read, beyond a thousand checks too, and the labels', async () => {
    const { held, sha } = await there();
    held.labels.set(1, ["PR: don't merge - HAS MERGE CONFLICTS", 'jobs']);
    const many = Array.from({ length: 1230 }, (_, n) => ran(`shard ${n}`, n === 1229 ? 'failure' : 'success'));
    expect(await gateOf(many)).toEqual(['failed', expect.stringContaining('Not green: shard 1229.')]);
    expect(await world.host.readChecks(PULL, sha)).toMatchObject({ labels: ["PR: don't merge - HAS MERGE CONFLICTS", 'jobs'] });
  });

  test('I4 a branch has checks too, and no rules of its own', async () => {
    const { held } = await there();
    const sha = await world.git('rev-parse', 'main');
    held.checks.set(sha, [ran('lint', 'success')]);
    held.branches.set('main', {
      rules: [{ type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'e2e' }] } }],
    });
    expect(await world.host.readChecks(refOf('main'), sha)).toMatchObject({ required: [], labels: [] });
  });

  test.each(['getCombinedStatus', 'listCheckRuns', 'listWorkflowRuns', 'getBranchRules', 'getBranch', 'listLabels'])(
    'G7 half an answer is none: %s',
    async (call) => {
      const { sha } = await there();
      github.faults.next(call, { refuse: 500 });
      await expect(world.host.readChecks(PULL, sha)).rejects.toBeInstanceOf(CodeHostUnavailable);
    },
  );

  test('G7 a commit that is not there has no checks, and no lack of them', async () => {
    await expect(world.host.readChecks(PULL, 'f'.repeat(40))).rejects.toBeInstanceOf(CodeHostUnavailable);
  });
});
