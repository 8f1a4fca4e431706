import { expect, test } from '@jest/globals';
import { CodeHostUnavailable, type TestRef } from '#contexts/gates/ports/code-host.ts';
import { commitTo } from './commit-to.ts';
import { askFor, openHead, PULL, refOf, type World } from './world.ts';

export function makeTestRefContract(world: World): void {
  test('D1 is the head merged onto the newest base, under a name of its own', async () => {
    const base = await commitTo(world.repository, 'refs/heads/main', { 'NEWS.md': 'something new on main\n' });
    const ask = await askFor(world.host, PULL);
    const made = await world.host.makeTestRef(ask);
    expect(made).toEqual({
      conflict: false,
      sha: await world.git('rev-parse', `refs/heads/${ask.name}`),
      base: { ref: 'main', sha: base },
    });
    expect(await world.git('log', '-1', '--format=%P', ask.name)).toBe(`${base} ${ask.headSha}`);
    const files = (await world.git('ls-tree', '-r', '--name-only', ask.name)).split('\n');
    expect(files).toEqual(expect.arrayContaining(['NEWS.md', 'jobs/exploration_stats_jobs.mjs']));
  });

  test('Z2 is the same commit again, also when the base has moved on or the pull request has', async () => {
    const ask = await askFor(world.host, PULL);
    const made = await world.host.makeTestRef(ask);
    await commitTo(world.repository, 'refs/heads/main', { 'NEWS.md': 'later\n' });
    await commitTo(world.repository, 'refs/pull/1/head', { 'more.md': 'x\n' });
    expect(await world.host.makeTestRef(ask)).toEqual(made);
  });

  test('Z2 several at once make one ref, and say the same', async () => {
    const ask = await askFor(world.host, PULL);
    const asked = await Promise.allSettled(Array.from({ length: 6 }, () => world.host.makeTestRef(ask)));
    const shas = asked.flatMap((one) => (one.status === 'fulfilled' && !one.value.conflict ? [one.value.sha] : []));
    const trouble = asked.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    for (const { reason } of asked.filter((one): one is PromiseRejectedResult => one.status === 'rejected'))
      expect(reason).toBeInstanceOf(CodeHostUnavailable);
    expect({ trouble: trouble.length < 6, same: new Set(shas).size }).toEqual({ trouble: true, same: 1 });
    expect(await world.host.makeTestRef(ask)).toMatchObject({ conflict: false, sha: shas[0] });
  });

  test('G10 what was made for another base is made anew, though both have the same past', async () => {
    const ask = await askFor(world.host, PULL);
    await world.git('branch', 'release', 'main');
    await world.host.makeTestRef({ ...ask, baseRef: 'main' });
    await world.git('symbolic-ref', 'refs/pull/1/base', 'refs/heads/release');
    const tip = await commitTo(world.repository, 'refs/heads/release', { 'NEWS.md': 'of the release\n' });
    expect(await openHead(world.host, PULL)).toMatchObject({ headSha: ask.headSha, baseRef: 'release' });
    const made = await world.host.makeTestRef({ ...ask, baseRef: 'release' });
    expect(made).toMatchObject({ conflict: false, base: { ref: 'release', sha: tip } });
    expect(await world.git('log', '-1', '--format=%P', ask.name)).toBe(`${tip} ${ask.headSha}`);
  });

  test('G10 a base that is not the expected one by now is another look’s news, and nothing is made', async () => {
    const ask = await askFor(world.host, PULL);
    await expect(world.host.makeTestRef({ ...ask, baseRef: 'release' })).rejects.toBeInstanceOf(CodeHostUnavailable);
    expect(await world.git('for-each-ref', `refs/heads/${ask.name}`)).toBe('');
  });

  test('G10 a branch of that name is believed for its parents, never for its name', async () => {
    const ask = await askFor(world.host, PULL);
    const other = await world.git('rev-parse', 'refs/pull/2/head');
    const tree = await world.git('rev-parse', `${ask.headSha}^{tree}`);
    const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.org'];
    const said = `Rehearse ${ask.headSha} onto main as ${ask.name}`;
    const forged = await world.git(...who, 'commit-tree', '-p', other, '-p', ask.headSha, '-m', said, tree);
    await world.git('update-ref', `refs/heads/${ask.name}`, forged);
    await world.host.makeTestRef(ask);
    expect(await world.git('log', '-1', '--format=%P', ask.name)).toBe(`${await world.git('rev-parse', 'main')} ${ask.headSha}`);
  });

  test('A3 what a commit brings onto its base is told by path and blob, and what is gone as gone', async () => {
    const ask = await askFor(world.host, PULL);
    const base = await world.git('rev-parse', 'main');
    const made = await world.host.makeTestRef(ask);
    const brought = await world.host.readBrought(PULL, base, made.conflict ? base : made.sha);
    const listed = await world.host.listChangedFiles(PULL, base, ask.headSha);
    expect(brought === 'too_many' ? [] : [...brought.keys()].toSorted()).toEqual(listed);
    for (const [path, blob] of brought === 'too_many' ? [] : brought)
      expect(blob).toBe(await world.git('rev-parse', `${ask.headSha}:${path}`));
    const back = await world.host.readBrought(
      PULL,
      ask.headSha,
      await commitTo(world.repository, 'refs/pull/1/head', { 'more.md': 'x\n' }),
    );
    expect(back === 'too_many' ? [] : [...back.keys()]).toEqual(['more.md']);
  });

  test('D1 a conflict is an answer that names the files, and makes nothing, until the base is mended', async () => {
    const before = await world.git('rev-parse', 'main');
    await commitTo(world.repository, 'refs/heads/main', { 'jobs/registry.mjs': 'export const modules = {};\n', 'ok.md': 'fine\n' });
    const ask = await askFor(world.host, PULL);
    expect(await world.host.makeTestRef(ask)).toEqual({ conflict: true, files: ['jobs/registry.mjs'] });
    await expect(world.git('rev-parse', '--verify', `refs/heads/${ask.name}`)).rejects.toThrow();
    await world.git('update-ref', 'refs/heads/main', before);
    expect(await world.host.makeTestRef(ask)).toMatchObject({ conflict: false });
  });

  test('D1 for a branch is the commit itself', async () => {
    const ask = await askFor(world.host, refOf('main'));
    const made: TestRef = { conflict: false, sha: ask.headSha };
    expect(await world.host.makeTestRef(ask)).toEqual(made);
    expect(await world.host.makeTestRef(ask)).toEqual(made);
  });

  test('D1 a head without a common past with the base can be merged by nobody', async () => {
    const empty = await world.git('mktree');
    const lone = await world.git('-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit-tree', '-m', 'alone', empty);
    await world.git('update-ref', 'refs/pull/7/head', lone);
    const ask = { change: { ...PULL, number: 7 }, headSha: lone, name: 'test-pr7-abc1234' };
    expect(await world.host.makeTestRef(ask)).toEqual({ conflict: true, files: [] });
  });

  test('G7 a head that is not there is unavailable, not a conflict', async () => {
    const ask = { change: PULL, headSha: 'f'.repeat(40), name: 'test-pr1-fffffff' };
    await expect(world.host.makeTestRef(ask)).rejects.toBeInstanceOf(CodeHostUnavailable);
  });

  test('X1 refuses what is no name of a test ref, and what is no commit', async () => {
    const { headSha } = await openHead(world.host, PULL);
    for (const name of ['main', 'test-../../heads/main', '--force', 'test-a b', 'test-A', `test-${'x'.repeat(21)}`]) {
      await expect(world.host.makeTestRef({ change: PULL, headSha, name })).rejects.toThrow('not the name of a test ref');
    }
    for (const odd of ['main', '--output=x', 'abc1234', '']) {
      await expect(world.host.makeTestRef({ change: PULL, headSha: odd, name: 'test-pr1-abc1234' })).rejects.toThrow(
        'not a whole commit id',
      );
    }
  });
}
