import { describe, expect, test } from '@jest/globals';
import { runGit } from '#platform/embedded/run-git.ts';
import { openGitHubCodeHost } from '#platform/github/github-code-host.ts';
import type { Held } from '#infra/stand-ins/github/held.ts';
import { startGitHubStandIn, type GitHubStandIn } from '#infra/stand-ins/github/server.ts';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import { commitTo } from './commit-to.ts';
import { openHead, PULL, useWorld, type OpenHost } from './world.ts';

let github: GitHubStandIn;
const open: OpenHost = async (repository) => {
  github = await startGitHubStandIn({ repositories: { 'oppia/oppia': repository } });
  return { host: openGitHubCodeHost({ token: () => Promise.resolve('t'), baseUrl: github.url }), close: () => github.stop() };
};
const world = useWorld(open);

async function there(): Promise<{ held: Held; sha: string }> {
  return { held: github.repository('oppia/oppia'), sha: (await openHead(world.host, PULL)).headSha };
}

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
      { user: 'passer-by', state: 'APPROVED', as: 'NONE' },
    ]);
    held.asked.set(1, { people: ['noa'], teams: ['reviewers'] });
    held.approvals.set('main', 2);
    expect(await world.host.readReviews(PULL, sha)).toEqual({
      state: 'read',
      approvedBy: ['kim', 'passer-by'],
      changesRequestedBy: ['max'],
      awaited: ['noa', 'oppia/reviewers'],
      approvalsWanted: 2,
      strangers: ['passer-by'],
      teams: [],
      bots: [],
    });
  });

  test('G3 whoever was asked and only comments, or whose approval was dismissed, is awaited though the host has taken them off its list', async () => {
    const { held, sha } = await there();
    held.timelines.set(1, [
      { event: 'review_requested', actor: 'opener', person: 'kim' },
      { event: 'review_requested', actor: 'opener', person: 'lee' },
      { event: 'review_requested', actor: 'opener', person: 'noa' },
    ]);
    held.reviews.set(1, [
      { user: 'kim', state: 'COMMENTED' },
      { user: 'lee', state: 'APPROVED' },
      { user: 'lee', state: 'DISMISSED' },
      { user: 'noa', state: 'APPROVED' },
      { user: 'zoe', state: 'COMMENTED' },
    ]);
    expect(await world.host.readReviews(PULL, sha)).toMatchObject({ awaited: ['kim', 'lee'], approvedBy: ['noa'] });
  });

  test('G3 who opened the pull request cannot choose who is not asked any more; somebody else can', async () => {
    const { held, sha } = await there();
    const asked = { event: 'review_requested', actor: 'opener', person: 'kim' } as const;
    held.timelines.set(1, [asked, { ...asked, event: 'review_request_removed' }]);
    expect(await world.host.readReviews(PULL, sha)).toMatchObject({ awaited: ['kim'] });
    held.timelines.set(1, [asked, { ...asked, event: 'review_request_removed', actor: 'maintainer' }]);
    expect(await world.host.readReviews(PULL, sha)).toMatchObject({ awaited: [] });
  });

  test('G3 a program is asked, and heard, for nothing', async () => {
    const { held, sha } = await there();
    held.asked.set(1, { people: ['review-bot[bot]'], teams: [] });
    held.reviews.set(1, [{ user: 'review-bot[bot]', state: 'APPROVED' }]);
    expect(await world.host.readReviews(PULL, sha)).toMatchObject({ awaited: [], approvedBy: [], bots: ['review-bot[bot]'] });
  });

  test('G3 a team is told with its members, also when the host has taken it off its list for a comment of one of them', async () => {
    const { held, sha } = await there();
    held.members.set('web', ['kim', 'lee']);
    held.timelines.set(1, [{ event: 'review_requested', actor: 'opener', team: 'web' }]);
    held.reviews.set(1, [{ user: 'kim', state: 'COMMENTED' }]);
    expect(await world.host.readReviews(PULL, sha)).toMatchObject({
      awaited: ['oppia/web'],
      teams: [{ name: 'oppia/web', members: ['kim', 'lee'] }],
    });
  });

  test('G3 an approval of an older commit counts unless the rules of the branch dismiss it', async () => {
    const { held, sha } = await there();
    held.timelines.set(1, [{ event: 'review_requested', actor: 'opener', person: 'kim' }]);
    held.reviews.set(1, [{ user: 'kim', state: 'APPROVED', at: 'a'.repeat(40) }]);
    expect(await world.host.readReviews(PULL, sha)).toMatchObject({ approvedBy: ['kim'], awaited: [] });
    held.branches.set('main', {
      rules: [{ type: 'pull_request', parameters: { required_approving_review_count: 1, dismiss_stale_reviews_on_push: true } }],
    });
    expect(await world.host.readReviews(PULL, sha)).toMatchObject({ approvedBy: [], awaited: ['kim'], approvalsWanted: 1 });
    held.branches.set('main', {
      protection: { required_pull_request_reviews: { required_approving_review_count: 2, dismiss_stale_reviews: true } },
    });
    expect(await world.host.readReviews(PULL, sha)).toMatchObject({ approvedBy: [], approvalsWanted: 2 });
  });

  test('G3 where the timeline is not for our token, whoever only commented counts as asked', async () => {
    const { held, sha } = await there();
    held.reviews.set(1, [
      { user: 'kim', state: 'COMMENTED' },
      { user: 'opener', state: 'COMMENTED' },
    ]);
    github.faults.next('listTimeline', { refuse: 403 });
    expect(await world.host.readReviews(PULL, sha)).toMatchObject({ awaited: ['kim'] });
  });

  test('G1 G3 reviews of a pull request that moved on are no answer about the old commit', async () => {
    const { sha } = await there();
    await commitTo(world.repository, 'refs/pull/1/head', { 'more.md': 'x\n' });
    await expect(world.host.readReviews(PULL, sha)).rejects.toBeInstanceOf(CodeHostUnavailable);
    await expect(world.host.readAuthors(PULL, sha)).rejects.toBeInstanceOf(CodeHostUnavailable);
  });
});

describe('readAuthors', () => {
  test('G11 who opened it, and whom its commits name as author, committer or co-author; the host itself is nobody', async () => {
    const { held, sha } = await there();
    held.openers.set(1, 'Opener');
    const commit = async (author: string, committer: string, message: string): Promise<string> => {
      const name = (who: string): string[] => ['-c', `user.name=${who}`, '-c', `user.email=${who}`];
      const made = await world.git(
        ...name(committer),
        'commit-tree',
        '-p',
        await world.git('rev-parse', 'refs/pull/1/head'),
        '-m',
        message,
        `${sha}^{tree}`,
      );
      const text = (await world.git('cat-file', 'commit', made)).replace(/^author .*?> /m, `author x <${author}> `);
      return text;
    };
    const text = await commit(
      'Kim@Example.org',
      'noreply@github.com',
      'Fix\n\nCo-authored-by: Lee <123+lee-l@users.noreply.github.com>\nco-authored-by: Ana <ana@example.org>',
    );
    const { runGit } = await import('#platform/embedded/run-git.ts');
    const { stdout } = await runGit(['hash-object', '-t', 'commit', '-w', '--stdin'], { gitDir: world.repository, input: `${text}\n` });
    await world.git('update-ref', 'refs/pull/1/head', stdout.trim());
    held.logins.set('noreply@github.com', 'web-flow');
    const seen = await world.host.readAuthors(PULL, stdout.trim());
    if (seen.state !== 'read') throw new Error('it has authors');
    expect(seen.logins).toEqual(['lee-l', 'opener']);
    expect(seen.addresses).toEqual(expect.arrayContaining(['123+lee-l@users.noreply.github.com', 'ana@example.org', 'kim@example.org']));
    expect(seen.addresses).not.toContain('noreply@github.com');
  });

  test('G11 more commits than a pull request lists are read by comparison', async () => {
    const { held } = await there();
    const head = await world.git('rev-parse', 'refs/pull/1/head');
    const commits = Array.from({ length: 260 }, (_, n) => {
      const from = n === 0 ? `from ${head}\n` : '';
      return `commit refs/pull/1/head\ncommitter u${n} <u${n}@example.org> now\ndata 1\nc\n${from}`;
    });
    const input = `${commits.join('')}done\n`;
    await runGit(['fast-import', '--quiet', '--done', '--date-format=now'], { gitDir: world.repository, input });
    const at = await world.git('rev-parse', 'refs/pull/1/head');
    held.logins.set('u259@example.org', 'the-last');
    const seen = await world.host.readAuthors(PULL, at);
    expect(seen).toMatchObject({ logins: ['opener', 'the-last'] });
  });
});
