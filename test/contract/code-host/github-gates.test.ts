import { describe, expect, test } from '@jest/globals';
import { openGitHubCodeHost } from '#adapters/github/github-code-host.ts';
import { CodeHostUnavailable } from '#ports/code-host.ts';
import type { Held } from '#infra/stand-ins/github/held.ts';
import { startGitHubStandIn, type GitHubStandIn } from '#infra/stand-ins/github/server.ts';
import { commitTo } from './commit-to.ts';
import { openHead, PULL, refOf, useWorld, type OpenHost } from './world.ts';

let github: GitHubStandIn;
const open: OpenHost = async (repository) => {
  github = await startGitHubStandIn({ repositories: { 'oppia/oppia': repository } });
  return { host: openGitHubCodeHost({ token: () => Promise.resolve('t'), baseUrl: github.url }), close: () => github.stop() };
};
const world = useWorld(open);

async function there(): Promise<{ held: Held; sha: string }> {
  return { held: github.repository('oppia/oppia'), sha: (await openHead(world.host, PULL)).headSha };
}

describe('readChecks', () => {
  test('G2 green is said only when something has reported and all of it is well', async () => {
    const { held, sha } = await there();
    expect(await world.host.readChecks(PULL, sha)).toEqual({ state: 'pending', failing: [], waiting: [], labels: [] });
    held.checks.set(sha, [
      { name: 'lint', status: 'completed', conclusion: 'success' },
      { name: 'docs', status: 'completed', conclusion: 'skipped' },
      { name: 'size', status: 'completed', conclusion: 'neutral' },
    ]);
    held.statuses.set(sha, [{ context: 'cla', state: 'success' }]);
    expect(await world.host.readChecks(PULL, sha)).toMatchObject({ state: 'green' });
  });

  test('G2 what fails and what is not over is named, whoever reports it', async () => {
    const { held, sha } = await there();
    held.checks.set(sha, [
      { name: 'e2e', status: 'in_progress', conclusion: null },
      { name: 'backend', status: 'completed', conclusion: 'failure' },
      { name: 'deploy', status: 'completed', conclusion: 'cancelled' },
      { name: 'forks', status: 'completed', conclusion: 'action_required' },
    ]);
    held.statuses.set(sha, [
      { context: 'cla', state: 'error' },
      { context: 'coverage', state: 'pending' },
    ]);
    expect(await world.host.readChecks(PULL, sha)).toEqual({
      state: 'red',
      failing: ['backend', 'cla', 'deploy', 'forks'],
      waiting: ['coverage', 'e2e'],
      labels: [],
    });
  });

  test('G2 N5 our own status is nothing to wait for', async () => {
    const { held, sha } = await there();
    held.checks.set(sha, [{ name: 'lint', status: 'completed', conclusion: 'success' }]);
    held.statuses.set(sha, [{ context: 'rehearsal', state: 'pending' }]);
    expect(await world.host.readChecks(PULL, sha)).toMatchObject({ state: 'green' });
  });

  test('G2 all pages are read, and the labels', async () => {
    const { held, sha } = await there();
    const many = Array.from(
      { length: 230 },
      (_, n) => ({ name: `shard ${n}`, status: 'completed', conclusion: n === 229 ? 'failure' : 'success' }) as const,
    );
    held.checks.set(sha, many);
    held.labels.set(1, ["PR: don't merge - HAS MERGE CONFLICTS", 'jobs']);
    expect(await world.host.readChecks(PULL, sha)).toEqual({
      state: 'red',
      failing: ['shard 229'],
      waiting: [],
      labels: ["PR: don't merge - HAS MERGE CONFLICTS", 'jobs'],
    });
  });

  test('I4 a branch has checks too', async () => {
    const { held } = await there();
    const sha = await world.git('rev-parse', 'main');
    held.checks.set(sha, [{ name: 'lint', status: 'completed', conclusion: 'success' }]);
    expect(await world.host.readChecks(refOf('main'), sha)).toMatchObject({ state: 'green', labels: [] });
  });

  test('G7 half an answer is none', async () => {
    const { sha } = await there();
    github.faults.next('getCombinedStatus', { refuse: 500 });
    await expect(world.host.readChecks(PULL, sha)).rejects.toBeInstanceOf(CodeHostUnavailable);
    await expect(world.host.readChecks(PULL, 'f'.repeat(40))).rejects.toBeInstanceOf(CodeHostUnavailable);
  });
});

describe('readReviews', () => {
  test("G3 each one's last word counts, comments aside", async () => {
    const { held, sha } = await there();
    held.reviews.set(1, [
      { user: 'kim', state: 'CHANGES_REQUESTED' },
      { user: 'lee', state: 'APPROVED' },
      { user: 'kim', state: 'APPROVED' },
      { user: 'kim', state: 'COMMENTED' },
      { user: 'max', state: 'CHANGES_REQUESTED' },
      { user: 'lee', state: 'DISMISSED' },
    ]);
    held.asked.set(1, { people: ['noa'], teams: ['reviewers'] });
    held.approvals.set('main', 2);
    expect(await world.host.readReviews(PULL, sha)).toEqual({
      state: 'read',
      approvedBy: ['kim'],
      changesRequestedBy: ['max'],
      awaited: ['noa', 'oppia/reviewers'],
      approvalsWanted: 2,
    });
  });

  test('G1 G3 reviews of a pull request that moved on are no answer about the old commit', async () => {
    const { sha } = await there();
    await commitTo(world.repository, 'refs/pull/1/head', { 'more.md': 'x\n' });
    await expect(world.host.readReviews(PULL, sha)).rejects.toBeInstanceOf(CodeHostUnavailable);
  });
});
