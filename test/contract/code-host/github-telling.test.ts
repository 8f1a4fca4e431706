import { describe, expect, test } from '@jest/globals';
import { openGitHubCodeHost } from '#platform/github/github-code-host.ts';
import { CodeHostUnavailable, type CommitStatus, type KeptComment } from '#contexts/gates/ports/code-host.ts';
import type { Fault } from '#infra/stand-ins/faults.ts';
import { OURSELVES } from '#infra/stand-ins/github/held.ts';
import { startGitHubStandIn, type GitHubStandIn } from '#infra/stand-ins/github/server.ts';
import { eventually } from '#test/support/embedded.ts';
import { commitTo } from './commit-to.ts';
import { openHead, PULL, useWorld, type OpenHost } from './world.ts';
import { tellingContract } from './telling-contract.ts';

let github: GitHubStandIn;
const open: OpenHost = async (repository) => {
  github = await startGitHubStandIn({ repositories: { 'oppia/oppia': repository } });
  const host = openGitHubCodeHost({ token: () => Promise.resolve('t'), baseUrl: github.url, patience: 120_000 });
  return { host, close: () => github.stop() };
};
const held = () => github.repository('oppia/oppia');
const bodies = (): string[] => (held().comments.get(1) ?? []).map(({ body }) => body.replace(/^<!--.*-->\n/, ''));

describe('GitHub is told', () =>
  tellingContract(open, {
    statuses: (_world, sha) =>
      (held().statuses.get(sha) ?? []).map(({ state, description = '', target_url: link = '' }) => ({
        state: state as CommitStatus['state'],
        description,
        link,
      })),
    comments: bodies,
  }));

const comment = (version: number, text = `version ${version}`): KeptComment => ({ kind: 'rehearsal', version, text });

describe('GitHub and its comments', () => {
  const world = useWorld(open);
  const keep = (version: number) => world.host.keepComment(PULL, comment(version));

  test.each<[string, Fault]>([
    ['createComment', 'lose'],
    ['createComment', { refuse: 502 }],
    ['updateComment', 'lose'],
    ['listComments', 'lose'],
    ['getUser', 'lose'],
  ])('Z2 N5 %s meets %j: one comment all the same, with the newest', async (call, fault) => {
    github.faults.next(call, fault);
    for (const version of [1, 1, 2, 2, 2]) await keep(version).catch((error: unknown) => expect(error).toBeInstanceOf(CodeHostUnavailable));
    expect(bodies()).toEqual(['version 2']);
  });

  test('Z2 N5 a comment that arrives after it was given up, and made again, is taken away with the next change', async () => {
    github.faults.next('createComment', 'late');
    await expect(keep(1)).rejects.toBeInstanceOf(CodeHostUnavailable);
    await keep(1);
    github.faults.arrive();
    await eventually('the late one', () => (bodies().length === 2 ? true : undefined));
    await keep(2);
    expect(bodies()).toEqual(['version 2']);
  });

  test('X1 who copies our hidden line is not us: it is neither changed nor believed', async () => {
    const stolen = { id: 1, user: 'mallory', body: '<!-- rehearsal:rehearsal version 999999 -->\nmerge this' };
    held().comments.set(1, [stolen]);
    await keep(1);
    await keep(2);
    expect(bodies()).toEqual(['merge this', 'version 2']);
  });

  test("X1 an App's token cannot say who it is: only comments of Apps can be ours then", async () => {
    held().comments.set(1, [
      { id: 1, user: 'mallory', body: '<!-- rehearsal:rehearsal version 9 -->\nfake' },
      { id: 2, user: OURSELVES, body: '<!-- rehearsal:rehearsal version 1 -->\nold', app: true },
    ]);
    github.faults.next('getUser', { refuse: 403 });
    await keep(2);
    expect(bodies()).toEqual(['fake', 'version 2']);
  });

  test.each<[string, Fault | undefined]>([
    ['createComment', undefined],
    ['createComment', 'lose'],
    ['deleteComment', 'lose'],
    ['deleteComment', { refuse: 502 }],
  ])('N5 Z2 a keep-alive is a new comment each time, since a changed one is no activity; %s meets %j', async (call, fault) => {
    const alive = (version: number): Promise<unknown> =>
      world.host.keepComment(PULL, { kind: 'keep-alive', version, text: `alive ${version}` });
    await alive(1);
    await keep(1);
    if (fault !== undefined) github.faults.next(call, fault);
    for (const version of [2, 3, 3]) await alive(version).catch((error: unknown) => expect(error).toBeInstanceOf(CodeHostUnavailable));
    expect(bodies()).toEqual(['version 1', 'alive 3']);
  });

  test('N5 found behind a hundred others', async () => {
    held().comments.set(
      1,
      Array.from({ length: 150 }, (_, n) => ({ id: n + 1, user: 'kim', body: `talk ${n}` })),
    );
    await keep(1);
    await keep(2);
    expect(bodies().filter((body) => body.startsWith('version'))).toEqual(['version 2']);
  });

  test('N5 what is as it was is not written again', async () => {
    await keep(1);
    await keep(1);
    const { headSha } = await openHead(world.host, PULL);
    const status = { state: 'pending', description: 'd'.repeat(200), link: 'https://x.example/board' } as const;
    await world.host.setStatus(PULL, headSha, status);
    await world.host.setStatus(PULL, headSha, status);
    const writes = github.calls.filter((call) => ['createComment', 'updateComment', 'createStatus'].includes(call));
    expect(writes).toEqual(['createComment', 'createStatus']);
  });
});

describe('GitHub and merging', () => {
  const world = useWorld(open);
  const merges = (): Promise<string> => world.git('rev-list', '--count', '--merges', 'main');

  test.each<Fault>(['lose', { refuse: 502 }])('Z2 A3 a merge that meets %j is found, or made, by asking again: once', async (fault) => {
    const { headSha } = await openHead(world.host, PULL);
    github.faults.next('mergePull', fault);
    await expect(world.host.merge(PULL, headSha)).rejects.toBeInstanceOf(CodeHostUnavailable);
    expect(await world.host.merge(PULL, headSha)).toEqual({ merged: true, sha: await world.git('rev-parse', 'main') });
    expect(await merges()).toBe('1');
  });

  test('A3 a push between the look and the merge: GitHub itself compares the commit', async () => {
    const { headSha } = await openHead(world.host, PULL);
    const { git } = held();
    // The look reads the base by its name, and the push comes right behind it.
    let pushed = false;
    held().git = async (args, more) => {
      const result = await git(args, more);
      if (args[0] === 'diff-tree' && !pushed) {
        pushed = true;
        await commitTo(world.repository, 'refs/pull/1/head', { 'more.md': 'x\n' });
      }
      return result;
    };
    expect(await world.host.merge(PULL, headSha)).toMatchObject({ merged: false, because: 'head_moved' });
    expect(github.calls).toContain('mergePull');
    expect(await merges()).toBe('0');
  });

  test.each(['merge', 'squash', 'rebase'] as const)('A3 a repository that allows %s only is merged into by that, once', async (method) => {
    const { headSha } = await openHead(world.host, PULL);
    held().methods = [method];
    const made = await world.host.merge(PULL, headSha);
    expect(made).toEqual({ merged: true, sha: await world.git('rev-parse', 'main') });
    expect(await world.host.merge(PULL, headSha)).toEqual(made);
    expect((await world.git('log', '-1', '--format=%P', 'main')).split(' ')).toHaveLength(method === 'merge' ? 2 : 1);
    expect(await world.host.readHead(PULL)).toMatchObject({ state: 'merged', headSha });
  });

  test('A3 the method of the settings, and no other: what the repository does not allow is refused by name', async () => {
    const { headSha } = await openHead(world.host, PULL);
    held().methods = ['squash', 'rebase'];
    expect(await world.host.merge(PULL, headSha, { method: 'merge' })).toMatchObject({
      merged: false,
      because: 'refused',
      why: 'the settings want it merged by merge, but its base allows only squash or rebase',
    });
    expect(await world.host.merge(PULL, headSha, { method: 'rebase' })).toMatchObject({ merged: true });
  });

  test('A3 a base with a merge queue is left to people, who are told so', async () => {
    const { headSha } = await openHead(world.host, PULL);
    held().queue.add('main');
    expect(await world.host.merge(PULL, headSha)).toMatchObject({
      merged: false,
      because: 'queue',
      why: expect.stringContaining('merge queue'),
    });
    expect(github.calls).not.toContain('mergePull');
  });

  test("A3 what the project's own rules forbid is refused in their words", async () => {
    const { headSha } = await openHead(world.host, PULL);
    held().required = ['rehearsal'];
    expect(await world.host.merge(PULL, headSha)).toEqual({
      merged: false,
      because: 'refused',
      why: 'Required status check "rehearsal" is expected.',
    });
    await world.host.setStatus(PULL, headSha, { state: 'success', description: 'tested', link: 'https://x.example/board' });
    expect(await world.host.merge(PULL, headSha)).toMatchObject({ merged: true });
  });
});
