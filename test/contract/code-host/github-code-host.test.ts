import { describe, expect, test } from '@jest/globals';
import { openGitHubCodeHost } from '#platform/github/github-code-host.ts';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import { startGitHubStandIn, type GitHubStandIn } from '#infra/stand-ins/github/server.ts';
import { commitTo } from './commit-to.ts';
import { codeHostContract } from './code-host-contract.ts';
import { askFor, openHead, PULL, useWorld, type OpenHost } from './world.ts';

let github: GitHubStandIn;
const open: OpenHost = async (repository) => {
  github = await startGitHubStandIn({ repositories: { 'oppia/oppia': repository }, token: 'secret' });
  return { host: hostWith({}), close: () => github.stop() };
};

function hostWith({ token = 'secret', patience = 120_000 }: { token?: string; patience?: number }) {
  return openGitHubCodeHost({ token: () => Promise.resolve(token), baseUrl: github.url, patience });
}

async function trouble(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => 'an answer',
    (error: unknown) => error,
  );
}

describe('GitHub', () => codeHostContract(open));

describe('GitHub and a test ref', () => {
  const world = useWorld(open);

  test.each(['createRef', 'merge', 'getRef', 'getPull', 'getCommit'])(
    'Z2 an answer of %s that is lost is made good by asking again, with one merge',
    async (call) => {
      const ask = await askFor(world.host, PULL);
      github.faults.next(call, 'lose');
      const calls = [await trouble(world.host.makeTestRef(ask)), await trouble(world.host.makeTestRef(ask))];
      expect(calls.filter((one) => one instanceof CodeHostUnavailable)).toHaveLength(1);
      const made = await world.host.makeTestRef(ask);
      expect(made).toMatchObject({ conflict: false, sha: await world.git('rev-parse', ask.name) });
      expect(await world.git('rev-list', '--count', '--merges', ask.name)).toBe('1');
    },
  );

  test('Z2 a branch that was made and not merged into is taken up, also when the base has moved on since', async () => {
    const ask = await askFor(world.host, PULL);
    const base = await world.git('rev-parse', 'main');
    github.faults.next('createRef', 'lose');
    await expect(world.host.makeTestRef(ask)).rejects.toBeInstanceOf(CodeHostUnavailable);
    await commitTo(world.repository, 'refs/heads/main', { 'NEWS.md': 'later\n' });
    await world.host.makeTestRef(ask);
    expect(await world.git('log', '-1', '--format=%P', ask.name)).toBe(`${base} ${ask.headSha}`);
  });

  test('D1 what was left behind on a base with a conflict is begun anew on the mended one', async () => {
    const base = await world.git('rev-parse', 'main');
    const broken = await commitTo(world.repository, 'refs/heads/main', { 'jobs/registry.mjs': 'export const modules = {};\n' });
    const mended = await commitTo(world.repository, 'refs/heads/main', {
      'jobs/registry.mjs': await world.git('cat-file', 'blob', `${base}:jobs/registry.mjs`).then((text) => `${text}\n`),
    });
    const ask = await askFor(world.host, PULL);
    await world.git('update-ref', `refs/heads/${ask.name}`, broken);
    expect(await world.host.makeTestRef(ask)).toMatchObject({ conflict: false });
    expect(await world.git('log', '-1', '--format=%P', ask.name)).toBe(`${mended} ${ask.headSha}`);
  });

  test('D1 an answer to a conflict that is lost leaves no branch in the way', async () => {
    await commitTo(world.repository, 'refs/heads/main', { 'jobs/registry.mjs': 'export const modules = {};\n' });
    const ask = await askFor(world.host, PULL);
    github.faults.next('merge', 'lose');
    await expect(world.host.makeTestRef(ask)).rejects.toBeInstanceOf(CodeHostUnavailable);
    github.faults.next('deleteRef', 'lose');
    await expect(world.host.makeTestRef(ask)).rejects.toBeInstanceOf(CodeHostUnavailable);
    expect(await world.host.makeTestRef(ask)).toEqual({ conflict: true, files: ['jobs/registry.mjs'] });
    await expect(world.git('rev-parse', '--verify', `refs/heads/${ask.name}`)).rejects.toThrow();
  });

  test('X1 a branch of that name that somebody else made is neither used nor removed', async () => {
    const ask = await askFor(world.host, PULL);
    const foreign = await world.git('rev-parse', 'refs/pull/2/head');
    await world.git('update-ref', `refs/heads/${ask.name}`, foreign);
    await expect(world.host.makeTestRef(ask)).rejects.toThrow("somebody else's");
    expect(await world.git('rev-parse', ask.name)).toBe(foreign);
  });

  test('D1 a head that the base holds already is tested as the base', async () => {
    const ask = await askFor(world.host, PULL);
    await world.git('update-ref', 'refs/heads/main', ask.headSha);
    expect(await world.host.makeTestRef(ask)).toMatchObject({ conflict: false, sha: ask.headSha });
  });
});

describe('GitHub and trouble', () => {
  const world = useWorld(open);

  test.each<[string, number, Record<string, string>, number | undefined]>([
    ['a secondary limit that names a time', 403, { 'retry-after': '30' }, 30_000],
    [
      'a limit that is used up',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1790000600', date: 'Mon, 21 Sep 2026 14:13:20 GMT' },
      600_000,
    ],
    ['a limit without a time', 429, {}, 60_000],
    ['a token without the right', 403, {}, undefined],
    ['an outage', 502, {}, undefined],
    ['an outage that names its end', 503, { 'retry-after': '120' }, 120_000],
    ['a token that is not taken', 401, {}, undefined],
  ])('G7 %s is unavailable, with the time if there is one', async (_, refuse, headers, retryAfter) => {
    github.faults.next('getPull', { refuse, headers });
    const error = await trouble(world.host.readHead(PULL));
    expect(error).toBeInstanceOf(CodeHostUnavailable);
    expect(error).toMatchObject({ retryAfter });
    expect(String(error)).not.toContain('secret');
  });

  test('G7 silence is unavailable, and so is nobody at home', async () => {
    github.faults.next('getPull', { delay: 400 });
    expect(await trouble(hostWith({ patience: 50 }).readHead(PULL))).toBeInstanceOf(CodeHostUnavailable);
    await github.stop();
    expect(await trouble(world.host.readHead(PULL))).toBeInstanceOf(CodeHostUnavailable);
  });

  test('X1 a wrong token is unavailable, never missing', async () => {
    expect(await trouble(hostWith({ token: 'other' }).readHead({ ...PULL, number: 99 }))).toBeInstanceOf(CodeHostUnavailable);
  });

  test('X1 what is no name or number never becomes part of an address', async () => {
    for (const over of [{ owner: '../..' }, { repository: '..' }, { owner: 'a/b' }, { number: -1 }, { number: 1.5 }]) {
      await expect(world.host.readHead({ ...PULL, ...over })).rejects.toThrow(TypeError);
    }
    expect(github.calls).toEqual([]);
  });

  test('G4, K1 a file over 1 MB is read from its blob; one of more than 16 MB is not told, and not taken for missing', async () => {
    const large = 'x'.repeat(1024 * 1024 + 1);
    const some = await commitTo(world.repository, 'refs/pull/1/head', { 'large.md': large });
    expect((await world.host.readFiles(PULL, some, ['large.md'])).get('large.md')).toBe(large);
    const sha = await commitTo(world.repository, 'refs/pull/1/head', { 'large.md': 'x'.repeat(16 * 1024 * 1024 + 1) });
    await expect(world.host.readFiles(PULL, sha, ['large.md'])).rejects.toBeInstanceOf(CodeHostUnavailable);
  });

  test('G5 more files than a comparison names are listed page by page', async () => {
    const many = Object.fromEntries(Array.from({ length: 350 }, (_, n) => [`many/${String(n).padStart(3, '0')}.md`, `${n}\n`]));
    await commitTo(world.repository, 'refs/pull/1/head', many);
    const { headSha, baseSha } = await openHead(world.host, PULL);
    expect(await world.host.listChangedFiles(PULL, baseSha, headSha)).toHaveLength(355);
    expect(github.calls.filter((call) => call === 'listPullFiles')).toHaveLength(4);
  });
});
