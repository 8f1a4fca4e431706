import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGitCodeHost } from '#platform/embedded/git-code-host.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { openGitHubCodeHost } from '#platform/github/github-code-host.ts';
import { checkGates } from '#products/rehearsal/app/performers/check-gates.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Merge } from '#contexts/gates/domain/pull-request/merge.ts';
import type { Gate } from '#contexts/gates/domain/gates.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { MINUTE, type Duration } from '#kernel/time.ts';
import { makeSampleRepository } from '#infra/embedded/sample-project.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { startGitHubStandIn, type GitHubStandIn } from '#infra/stand-ins/github/server.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { requireSettings } from '#functions/wiring/settings.ts';
import { domainRules } from '#products/rehearsal/settings.ts';
import { begin, type Story } from '#test/support/given-request.ts';
import { commitTo } from '../../contract/code-host/commit-to.ts';
import { collections } from '#functions/wiring/collections.ts';

let folder: string;
let repository: string;
let github: GitHubStandIn;
let git: CodeHost;
let hub: CodeHost;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gates-'));
  repository = join(folder, 'sample-project.git');
  await makeSampleRepository(repository);
  github = await startGitHubStandIn({ repositories: { 'oppia/oppia': repository } });
  git = openGitCodeHost({ repositories: { 'oppia/oppia': repository } });
  hub = openGitHubCodeHost({ token: () => Promise.resolve('t'), baseUrl: github.url });
});
afterEach(async () => {
  await github.stop();
  rmSync(folder, { recursive: true, force: true });
});

const stats = { name: 'CountExplorationStatesJob', module: 'exploration_stats_jobs' };
const audit = { name: 'AuditExplorationSchemaVersionJob', module: 'exploration_validation_jobs' };
const titles = { name: 'FindLongTitlesJob', module: 'exploration_title_jobs' };

function asked(number: number, ...jobs: { name: string; module?: string }[]): Story {
  return begin({ submission: { change: { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number } }, jobs });
}

/** One look, by the settings that an installation begins with. */
async function look(
  host: CodeHost,
  { state, now }: Story,
  over: { status?: 'approved'; headSha?: string; merge?: Merge } = {},
): Promise<{ gates: Map<string, Gate>; sha: string | undefined; after: Duration }> {
  const rules = domainRules(requireSettings(sampleSettings({ data: folder, publicUrl: 'http://127.0.0.1' })));
  const store = openSqliteStore({ collections, path: ':memory:', now: () => now });
  const system: System = {
    store,
    queue: { enqueue: () => Promise.resolve('enqueued') },
    rules,
    timeScale: 1,
    hash: (text) => text,
    log: () => undefined,
  };
  const work = {
    key: 'k',
    effect: { kind: 'check_gates' },
    requestId: state.id,
    state: { ...state, ...over } as RequestState,
    now,
    attempt: 1,
    token: 'k#1.1',
  } as const;
  const result = await checkGates(system, host)(work);
  const change = result.result === 'again' ? result.command?.(now) : undefined;
  if (result.result !== 'again' || change?.command !== 'record_gates') throw new Error(`no gates: ${JSON.stringify(result)}`);
  return { gates: new Map(change.gates.map((gate) => [gate.gate, gate])), sha: change.headSha, after: result.after };
}

const statesOf = (gates: Map<string, Gate>): Record<string, string> =>
  Object.fromEntries([...gates].map(([name, { state }]) => [name, state]));

describe('on plain git', () => {
  test.each([
    [1, [audit, stats]],
    [2, [titles]],
    [1, [{ name: stats.name }]],
  ] as const)('G4 G5 the sample pull request %d passes what files can tell', async (number, jobs) => {
    const { gates, after } = await look(git, asked(number, ...jobs));
    expect(statesOf(gates)).toEqual({
      pull_request: 'passed',
      checks: 'skipped',
      reviewers: 'skipped',
      registry: 'passed',
      test_file: 'passed',
      audit: 'passed',
    });
    expect(gates.get('checks')?.why).toBe('a plain git repository has no checks');
    expect(after).toBe(15 * MINUTE);
  });

  test('G4 G5 a job of another pull request is missing in all its places', async () => {
    const { gates } = await look(git, asked(1, stats, titles));
    expect(gates.get('registry')).toMatchObject({
      state: 'failed',
      why: expect.stringContaining('there is no jobs/exploration_title_jobs.mjs'),
    });
    expect(gates.get('test_file')).toMatchObject({
      state: 'failed',
      why: expect.stringContaining('no test file for exploration_title_jobs'),
    });
  });

  test('G1 I4 a branch is looked at where it was at the first look', async () => {
    const story = begin({
      submission: { kind: 'existing_job', reason: 'again', change: { kind: 'ref', owner: 'oppia', repository: 'oppia', ref: 'main' } },
      jobs: [{ name: 'CountExplorationsJob', module: 'exploration_count_jobs' }],
    });
    const first = await look(git, story);
    expect(statesOf(first.gates)).toMatchObject({ registry: 'passed', test_file: 'skipped' });
    await commitTo(repository, 'refs/heads/main', { 'jobs/registry.mjs': 'export const modules = {};\n' });
    const later = await look(git, story, { headSha: first.sha ?? '' });
    expect([later.sha, later.gates.get('registry')?.state]).toEqual([first.sha, 'passed']);
    expect((await look(git, story)).gates.get('registry')?.state).toBe('failed');
  });
});

describe('on GitHub', () => {
  test('G2 G3 G7 the gates follow what checks and reviewers say', async () => {
    const story = asked(1, audit, stats);
    const held = github.repository('oppia/oppia');
    held.asked.set(1, { people: ['kim', 'ana-admin'], teams: [] });
    const before = await look(hub, story);
    expect(statesOf(before.gates)).toEqual({
      pull_request: 'passed',
      checks: 'pending',
      reviewers: 'pending',
      registry: 'passed',
      test_file: 'passed',
      audit: 'passed',
    });
    held.checks.set(before.sha ?? '', [{ name: 'backend', status: 'completed', conclusion: 'success' }]);
    held.reviews.set(1, [{ user: 'kim', state: 'APPROVED' }]);
    held.asked.set(1, { people: ['ana-admin'], teams: [] });
    expect(statesOf((await look(hub, story)).gates)).toMatchObject({ checks: 'passed', reviewers: 'passed' });
    held.labels.set(1, ["PR: don't merge - NEEDS TEST"]);
    expect(statesOf((await look(hub, story)).gates)).toMatchObject({ checks: 'failed', reviewers: 'passed' });
  });

  test('G7 what cannot be asked is pending, gate by gate, and asked again when the host says, at most an hour later', async () => {
    github.faults.next('listCheckRuns', { refuse: 403, headers: { 'retry-after': '600' } });
    const limited = await look(hub, asked(1, stats));
    expect(statesOf(limited.gates)).toMatchObject({ pull_request: 'passed', checks: 'pending', registry: 'passed' });
    expect(limited.after).toBe(10 * MINUTE);
    github.faults.next('listCheckRuns', { refuse: 429, headers: { 'retry-after': '86400' } });
    expect((await look(hub, asked(1, stats))).after).toBe(60 * MINUTE);
    await github.stop();
    const away = await look(hub, asked(1, stats));
    expect(statesOf(away.gates)).toEqual({
      pull_request: 'pending',
      checks: 'pending',
      reviewers: 'pending',
      registry: 'pending',
      test_file: 'pending',
      audit: 'passed',
    });
    expect([away.sha, away.after]).toEqual([undefined, 2 * MINUTE]);
  });

  test('G1 G8 of a request that is approved and merged only a push is news; until the merge its gates count (G9)', async () => {
    const story = asked(1, stats);
    const { sha } = await look(hub, story);
    const before = github.calls.length;
    const merge: Merge = { state: 'merged', sha: sha ?? '', into: 'f'.repeat(40), tested: true, at: 0 };
    await look(hub, story, { status: 'approved', headSha: sha ?? '', merge });
    expect(github.calls.slice(before)).toEqual(['getPull']);
    expect((await look(hub, story, { status: 'approved', headSha: sha ?? '' })).gates.get('checks')?.state).not.toBe('skipped');
    await commitTo(repository, 'refs/pull/1/head', { 'more.md': 'x\n' });
    expect((await look(hub, story, { status: 'approved', headSha: sha ?? '' })).gates.get('registry')?.state).toBe('passed');
  });
});
