import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { runGit } from '#platform/embedded/run-git.ts';
import { parseCsv } from '#platform/embedded/csv.ts';
import { formOf } from '#infra/embedded/demo/forms.ts';
import { ask, eventually, mailReader, press, startEmbedded, stateOf, untilStatus, type Embedded } from '#test/support/embedded.ts';
import { commitTo } from '../../contract/code-host/commit-to.ts';
import { csvText } from '#test/support/csv-text.ts';

let home: Embedded;
let next: ReturnType<typeof mailReader>;

const byHand = {
  slug: 'hand',
  name: 'A server that people look after',
  executor: 'manual',
  capacity: 1,
  jobTimeoutMinutes: 60,
  deploySteps: [{ name: 'put-on', kind: 'manual', instructions: 'Put the branch on the server.', timeoutMinutes: 60 }],
};

beforeAll(async () => {
  home = await startEmbedded({ settings: { backends: [byHand] } });
  next = mailReader(home);
});

afterAll(() => home.stop());

async function sheetRows(id: string): Promise<string[][]> {
  const text = await csvText(home.runtime.parts.folder('approvals.csv')).catch(() => '');
  return parseCsv(text, ',')
    .map(({ fields }) => fields.map((field) => field.text))
    .filter((row) => row.includes(id));
}

test('A2 a feature is deployed by hand and tested by hand, and its approval needs no comparison', async () => {
  const feature = { thirdPartyApis: ['Mail by Example'], testSteps: 'Sign up; a mail comes.' };
  const { docCovers: _none, ...form } = formOf({
    kind: 'feature',
    pullRequest: 'https://github.com/oppia/oppia/pull/2',
    feature,
    backend: 'hand',
  });
  const id = await ask(home, form);
  await press(home, await next('ana@', id, 'review wanted'), 'Accept');
  const step = await next('tess@', id, 'put-on');
  expect(step.text).toContain('Put the branch on the server.');
  await press(home, step, 'Passed', { comment: 'it is on' });
  const manual = await next('tess@', id, 'test by hand');
  expect(manual.text).toContain('Sign up; a mail comes.');
  expect(manual.text).not.toMatch(/^Approve: /m);
  await press(home, manual, 'Passed', { comment: 'the mail came within a minute' });
  const verdict = await next('ana@', id, 'verdict wanted');
  expect(
    (await home.client.mails()).some(
      (mail) => mail.to.includes('tess@') && mail.subject.includes(id) && mail.subject.includes('verdict wanted'),
    ),
  ).toBe(false);
  await press(home, verdict, 'Approve', { comment: 'saw the same' });
  const state = await untilStatus(home, id, 'approved');
  expect(state.jobs).toMatchObject([
    {
      approval: { expectedOutput: { kind: 'not_applicable' }, outcomeVerified: 'saw the same' },
      runs: [{ executor: 'manual', result: { manualRecord: 'the mail came within a minute', testedBy: 'tess' } }],
    },
  ]);
  expect((await next('carla@example.com', id, 'test by hand passed')).text).toContain('Tess Tester recorded it');
  for (const reader of ['carla@example.com', 'rita@']) await next(reader, id, 'approved');
  const [row, ...more] = await eventually('the approved row', async () => {
    const found = await sheetRows(id);
    return found.some((cells) => cells.some((cell) => /^Approved by Ana Admin on \d{4}-\d\d-\d\d, [0-9a-f]{7}$/.test(cell)))
      ? found
      : undefined;
  });
  expect(more).toEqual([]);
  expect(row).toEqual(expect.arrayContaining(['Feature: Mail by Example', 'succeeded (by hand, Tess Tester)', 'saw the same']));
  const page = (await home.client.get(new URL(/Status page: (\S+)/.exec(verdict.text)?.[1] ?? '').pathname)).text;
  for (const told of ['Tess Tester recorded that it passed', 'there is no output to compare', 'the mail came within a minute'])
    expect(page).toContain(told);
});

test('I20 a branch is put on a backend without a job and without a pull request, for a reason that everybody sees', async () => {
  const form = { kind: 'server_action', ref: 'main', reason: 'To look at the upgrade there.', backend: 'hand' };
  const { docCovers: _none, pullRequest: _neither, jobs: _nor, ...rest } = formOf(form);
  const id = await ask(home, rest);
  const review = await next('ana@', id, 'review wanted');
  expect(review.text).toContain('To look at the upgrade there.');
  await press(home, review, 'Accept');
  await press(home, await next('tess@', id, 'put-on'), 'Passed', { comment: 'it is on' });
  await press(home, await next('tess@', id, 'test by hand'), 'Passed', { comment: 'it stands' });
  await press(home, await next('ana@', id, 'verdict wanted'), 'Approve', { comment: 'looked at it' });
  const git = home.runtime.parts.folder('sample-project.git');
  const main = (await runGit(['rev-parse', 'refs/heads/main'], { gitDir: git })).stdout.trim();
  const state = await eventually('its end', async () => {
    const found = await stateOf(home, id);
    return found.status === 'approved' || found.status === 'completed' ? found : undefined;
  });
  expect([state.submission.change, state.turn?.sha, state.submission.jobs]).toEqual([
    { kind: 'ref', owner: 'oppia', repository: 'oppia', ref: 'main' },
    main,
    [],
  ]);
});

test('A6 a pull request that only removes jobs is completed by itself: nobody is asked, and its status is green', async () => {
  const git = home.runtime.parts.folder('sample-project.git');
  const main = (await runGit(['rev-parse', 'refs/heads/main'], { gitDir: git })).stdout.trim();
  await runGit(['update-ref', 'refs/pull/7/head', main], { gitDir: git });
  const registry = '// Every module with jobs is imported here; a job that is not cannot be run.\n\nexport const modules = {};\n';
  const gone = { 'jobs/exploration_count_jobs.mjs': undefined, 'tests/exploration_count_jobs_test.mjs': undefined };
  await commitTo(git, 'refs/pull/7/head', { ...gone, 'jobs/registry.mjs': registry });
  const job = { name: 'CountExplorationsJob', module: 'exploration_count_jobs', role: 'cleanup' };
  const pullRequest = 'https://github.com/oppia/oppia/pull/7';
  const id = await ask(home, formOf({ kind: 'existing_job', reason: 'It has done its work.', pullRequest, jobs: [job] }));
  expect((await next('carla@example.com', id, 'completed')).text).toContain('nothing to test');
  const state = await untilStatus(home, id, 'completed');
  expect([state.clocks, state.turn]).toEqual([[], undefined]);
  const told = await eventually('the green status', async () => {
    const lines = await readFile(home.runtime.parts.folder('pull-requests.jsonl'), 'utf8').catch(() => '');
    return lines.split('\n').findLast((line) => line.includes(state.headSha ?? 'nothing') && line.includes('"state":"success"'));
  });
  expect(told).toContain('nothing to test');
  expect((await home.client.mails()).filter(({ subject, to }) => subject.includes(id) && to.includes('ana@'))).toEqual([]);
});
