import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runGit } from '#platform/embedded/run-git.ts';
import { parseCsv } from '#platform/embedded/csv.ts';
import { resultOf } from '#contexts/operations/domain/run/state.ts';
import { countStates, findLongTitles } from '#infra/embedded/demo/forms.ts';
import {
  ask,
  eventually,
  mailReader,
  post,
  press,
  startEmbedded,
  stateOf,
  textOf,
  witnessedBackend,
  type Embedded,
} from '#test/support/embedded.ts';
import { commitTo } from '../../contract/code-host/commit-to.ts';
import { toldInProduction } from '#test/support/told-in-production.ts';
import { csvText } from '#test/support/csv-text.ts';

const AUDIT = 'AuditExplorationSchemaVersionJob';
const COUNT = 'CountExplorationStatesJob';
const SAMPLE = { explorations: 6, states: 21, invalid: 0 };

let home: Embedded;
let notes: string;
let next: ReturnType<typeof mailReader>;

beforeAll(async () => {
  notes = await mkdtemp(path.join(tmpdir(), 'story-'));
  home = await startEmbedded({ settings: { backends: [witnessedBackend(path.join(notes, 'runs'))] } });
  next = mailReader(home);
});

afterAll(async () => {
  await home.stop();
  await rm(notes, { recursive: true, force: true });
});

/** Through review to the queue. */
async function accepted(form: unknown, by = 'ana@'): Promise<string> {
  const id = await ask(home, form);
  await press(home, await next(by, id, 'review wanted'), 'Accept');
  return id;
}

async function sheetRows(id: string): Promise<string[][]> {
  const text = await csvText(home.runtime.parts.folder('approvals.csv')).catch(() => '');
  return parseCsv(text, ',')
    .map(({ fields }) => fields.map((field) => field.text))
    .filter((row) => row.includes(id));
}

test('E2 the main job goes from the signed form to the approved rows, with everyone told', async () => {
  const id = await accepted(countStates(SAMPLE));
  expect((await next('carla@example.com', id, 'received')).text).toContain(COUNT);
  await press(home, await next('ana@', id, 'verdict wanted', AUDIT), 'Approve', { comment: 'compared with the admin page' });
  await press(home, await next('ben@', id, 'verdict wanted', COUNT), 'Approve', { comment: 'counted two by hand' });
  for (const reader of ['carla@example.com', 'rita@']) await next(reader, id, 'approved');
  const rows = await eventually('two approved rows', async () => {
    const found = await sheetRows(id);
    return found.filter((row) => row.some((cell) => /^Approved by (Ana|Ben) Admin on \d{4}-\d\d-\d\d, [0-9a-f]{7}$/.test(cell))).length ===
      2
      ? found
      : undefined;
  });
  expect(rows).toHaveLength(2);
  const state = await stateOf(home, id);
  expect(state.status).toBe('approved');
  expect(state.jobs.flatMap(({ runs }) => runs.map((run) => [run.attempt, resultOf(run)?.outcome]))).toEqual([
    [1, 'succeeded'],
    [1, 'succeeded'],
  ]);
});

test('Q4 the backend serves another request while the audit of the first waits for its verdict', async () => {
  const first = await accepted(countStates(SAMPLE));
  const verdict = await next('ana@', first, 'verdict wanted', AUDIT);
  const second = await accepted(findLongTitles());
  await next('ana@', second, 'verdict wanted');
  expect((await stateOf(home, first)).status).toBe('awaiting_verdict');
  const since = (await stateOf(home, first)).queuedSince;
  await press(home, verdict, 'Approve', { comment: 'looked at it' });
  await next('ana@', first, 'verdict wanted', COUNT);
  const state = await stateOf(home, first);
  expect(state.queuedSince).toBe(since);
  expect(new Set(state.jobs.flatMap(({ runs }) => runs.map(({ fencing }) => fencing))).size).toBe(2);
});

test('A4 a rejected run gives its reason and a link to a form that is filled in already', async () => {
  const id = await accepted(findLongTitles());
  const verdict = await next('ben@', id, 'verdict wanted', 'FindLongTitlesJob');
  expect(verdict.text).toContain('2 lines on stderr');
  expect(verdict.text).not.toMatch(/^Approve: /m);
  await press(home, verdict, 'Reject', { comment: 'Print them as results, not as warnings.' });
  const told = await next('dan@example.com', id, 'rejected');
  expect(told.text).toContain('Print them as results, not as warnings.');
  const link = /https?:\/\/\S+\/requests\/new\S+/.exec(told.text)?.[0] ?? '';
  const form = (await home.client.get(link.replace(/^https?:\/\/[^/]+/, ''))).text;
  for (const filled of ['FindLongTitlesJob', 'exploration_title_jobs', 'dan@example.com', 'Dan Developer', id])
    expect(form).toContain(filled);
  expect(form).toMatch(/&gt;= long titles: 0/);
});

test('R10 a withdrawal ends the running process before the run counts as cancelled', async () => {
  const id = await accepted(countStates(SAMPLE, { waitFor: path.join(notes, 'never') }));
  const run = `${id}-0-1`;
  const pid = await eventually('the job to run', async () => {
    const text = await readFile(path.join(notes, 'runs'), 'utf8').catch(() => '');
    return new RegExp(`^${run} (\\d+)$`, 'm').exec(text)?.[1];
  });
  await eventually('the start to be known', async () => ((await stateOf(home, id)).status === 'running' ? true : undefined));
  await press(home, await next('carla@example.com', id, 'received'), 'Withdraw');
  const cancelled = await eventually('the run to be cancelled', async () => {
    const found = (await stateOf(home, id)).jobs[0]?.runs[0];
    return found?.state === 'cancelled' ? { found, alive: existsSync(`/proc/${pid}`) } : undefined;
  });
  expect(cancelled).toMatchObject({ alive: false, found: { reason: 'contributor' } });
  const state = await stateOf(home, id);
  expect(state).toMatchObject({ status: 'withdrawn', turn: { state: 'ended' } });
  expect(state.jobs.map((job) => job.state)).toEqual(['cancelled', 'cancelled']);
  await next('carla@example.com', id, 'withdrawn');
});

test('D1 a change that does not merge is asked about, and deployed again once it does', async () => {
  const git = home.runtime.parts.folder('sample-project.git');
  const main = (await runGit(['rev-parse', 'refs/heads/main'], { gitDir: git })).stdout.trim();
  const pull = (await runGit(['rev-parse', 'refs/pull/2/head'], { gitDir: git })).stdout.trim();
  await runGit(['update-ref', 'refs/pull/3/head', pull], { gitDir: git });
  await commitTo(git, 'refs/pull/3/head', { 'README.md': 'theirs\n' });
  await commitTo(git, 'refs/heads/main', { 'README.md': 'ours\n' });
  const id = await accepted({ ...findLongTitles(), pullRequest: 'https://github.com/oppia/oppia/pull/3' });
  const failed = await next('ana@', id, 'deployment failed');
  expect(failed.text).toContain('README.md');
  expect((await next('dan@example.com', id, 'deployment failed')).text).not.toMatch(/^Deploy again: /m);
  expect(failed.text).toMatch(/^Deploy again: /m);
  await runGit(['update-ref', 'refs/heads/main', main], { gitDir: git });
  await press(home, failed, 'Deploy again');
  await press(home, await next('ana@', id, 'verdict wanted'), 'Reject', { comment: 'no warnings, please' });
  expect(await stateOf(home, id)).toMatchObject({ status: 'rejected', turn: { fencing: expect.any(Number) } });
});

test('Q2 a returned request is answered with an edit through a link, and the edit is what the run is compared with', async () => {
  const id = await ask(home, countStates({ ...SAMPLE, explorations: 7 }));
  await press(home, await next('ana@', id, 'review wanted'), 'Return', { comment: 'Are there really seven?' });
  const question = await next('carla@example.com', id, 'question');
  expect(question.text).toContain('Are there really seven?');
  expect((await stateOf(home, id)).clocks).toMatchObject([{ kind: 'review', state: 'paused' }]);
  const edits = { 'jobs[0].expectedOutput': '= checked: 6\n= invalid: 0', 'jobs[1].expectedOutput': 'explorations: 6\n= states: 21' };
  const { before } = await press(home, question, 'Answer', { comment: 'Six, corrected.', ...edits });
  expect(before).toContain('= checked: 7');
  const review = await next('ana@', id, 'review wanted');
  expect((await stateOf(home, id)).clocks).toMatchObject([{ kind: 'review', state: 'running' }]);
  await press(home, review, 'Accept');
  await next('ana@', id, 'verdict wanted', AUDIT);
  expect(resultOf((await stateOf(home, id)).jobs[0]?.runs[0])?.outcome).toBe('succeeded');
});

test('A5 a verdict is taken back in time, by its author only', async () => {
  const id = await accepted(findLongTitles());
  const mail = await next('ana@', id, 'verdict wanted');
  const bens = await next('ben@', id, 'verdict wanted');
  const { after } = await press(home, mail, 'Reject', { comment: 'a slip' });
  expect(after).toContain('Undo');
  expect((await post(home, bens, 'Reject', { comment: 'too' })).text).not.toContain('/undo"');
  expect((await undo(bens)).status).toBe(409);
  expect((await undo(mail, '000000')).status).toBe(403);
  expect((await undo(mail)).status).toBe(303);
  await next('ana@', id, 'verdict wanted');
  await next('dan@example.com', id, 'verdict undone');
  expect((await stateOf(home, id)).status).toBe('awaiting_verdict');
});

async function undo(mail: { text: string }, code = /code: (\d{6})/.exec(mail.text)?.[1] ?? ''): Promise<Response> {
  const link = /^Reject: (\S+)$/m.exec(mail.text)?.[1] ?? '';
  return fetch(new URL(`${new URL(link).pathname}/undo`, home.runtime.url), {
    method: 'POST',
    body: new URLSearchParams({ code }),
    redirect: 'manual',
  });
}

test('I12 a form sent from our own page waits for its address to be confirmed by mail, then goes on', async () => {
  const page = (await home.client.get('/requests/new?kind=new_job')).text;
  const fields = new URLSearchParams([...fieldsOf(page), ...pageAnswers()]);
  const send = (): Promise<Response> =>
    fetch(new URL('/requests/form', home.runtime.url), { method: 'POST', body: fields, redirect: 'manual' });
  const [answer, again] = [await send(), await send()];
  expect([answer.status, again.status, again.headers.get('location')]).toEqual([303, 303, answer.headers.get('location')]);
  const status = await home.client.get(answer.headers.get('location') ?? '');
  expect([status.status, /confirm/i.test(status.text)]).toEqual([200, true]);
  const mail = await next('fay@example.com', 'confirm your address');
  const [, id = ''] = /\] (\w{8}):/.exec(mail.subject) ?? [];
  const toOthers = (await home.client.mails()).filter(({ subject, to }) => subject.includes(id) && !to.includes('fay@'));
  expect(toOthers).toEqual([]);
  await press(home, mail, 'Confirm');
  await next('fay@example.com', id, 'received');
  await next('ana@', id, 'review wanted');
});

/** Hidden and filled-in fields of a page, as a browser would send them. */
function fieldsOf(page: string): [string, string][] {
  return [...page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
    /name="([^"]*)"/.exec(tag)?.[1] ?? '',
    /value="([^"]*)"/.exec(tag)?.[1] ?? '',
  ]);
}

function pageAnswers(): [string, string][] {
  return [
    ['contributor.name', 'Fay Form'],
    ['contributor.email', 'fay@example.com'],
    ['contributor.githubLogin', 'fay-f'],
    ['kind', 'new_job'],
    ['pullRequest', 'https://github.com/oppia/oppia/pull/2'],
    ['jobs[0].name', 'FindLongTitlesJob'],
    ['jobs[0].module', 'exploration_title_jobs'],
    ['jobs[0].role', 'other'],
    ['jobs[0].expectedOutput', '>= long titles: 0'],
    ['instructionsDoc', 'https://docs.google.com/document/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdef/edit'],
    ...['verification', 'expectedOutput', 'useOfOutput', 'recovery', 'debugging'].map((part): [string, string] => [
      `docCovers.${part}`,
      'on',
    ]),
    ['testedLocally', 'on'],
  ];
}

test('R13 A9 the contributor’s word stands between audit and migration, and what became of it in production is told by link and page', async () => {
  const { system } = home.runtime.parts;
  system.rules = { ...system.rules, wordOnAudits: true };
  const id = await accepted(countStates(SAMPLE));
  await press(home, await next('ana@', id, 'verdict wanted', AUDIT), 'Approve', { comment: 'compared with the admin page' });
  const asked = await next('carla@example.com', id, 'your word on an audit', AUDIT);
  expect(await stateOf(home, id)).toMatchObject({ status: 'on_hold', turn: { state: 'ended' } });
  const [, status = ''] = /^Status page: https?:\/\/[^/]+(\/status\/\S+)$/m.exec(asked.text) ?? [];
  expect((await home.client.get(status)).text).toMatch(/The contributor is asked[\s\S]*\/links\/[^"]*"[^>]*>Go on</);
  expect((await post(home, asked, 'Something is wrong', { comment: ' ' })).status).toBe(422);
  await press(home, asked, 'Something is wrong', { comment: 'It read the old folder.' });
  const anew = await next('ana@', id, 'verdict wanted', AUDIT);
  expect(anew.text).toContain('> It read the old folder.');
  await press(home, anew, 'Approve', { comment: 'the folder is the right one, we looked together' });
  expect((await next('ben@', id, 'word is awaited')).text).toMatch(/^Go on without it: /m);
  await press(home, await next('carla@example.com', id, 'your word on an audit', AUDIT), 'Go on', { comment: 'All six are current.' });
  const verdict = await next('ben@', id, 'verdict wanted', COUNT);
  expect(verdict.text).toContain('> All six are current.');
  const { before } = await press(home, verdict, 'Approve', { comment: 'counted two by hand' });
  expect(textOf(before)).toContain('All six are current.');
  await toldInProduction(home, next, { id, job: AUDIT, other: COUNT }, await next('rita@', id, 'approved'), status);
  system.rules = { ...system.rules, wordOnAudits: false };
});

test('I19 a pull request is given up for another one: its request goes on there by a link of its contributor, and what ran is not run again', async () => {
  const git = home.runtime.parts.folder('sample-project.git');
  const head = (await runGit(['rev-parse', 'refs/pull/1/head'], { gitDir: git })).stdout.trim();
  await runGit(['update-ref', 'refs/pull/21/head', head], { gitDir: git });
  const there = await commitTo(git, 'refs/pull/21/head', { 'NOTES.md': 'Rebased, and reviewed anew.' });
  const id = await accepted(countStates(SAMPLE, { again: 'yes' }));
  await press(home, await next('ana@', id, 'verdict wanted', AUDIT), 'Approve', { comment: 'compared with the admin page' });
  await next('ben@', id, 'verdict wanted', COUNT);
  const before = await stateOf(home, id);
  await press(home, await next('carla@example.com', id, 'received'), 'Go on elsewhere', { pullRequest: '#21', comment: 'rebased' });
  for (const reader of ['ana@', 'ben@', 'carla@example.com'])
    expect((await next(reader, id, 'moved to another pull request')).text).toContain('oppia/oppia#21 instead of oppia/oppia#1');
  await press(home, await next('ana@', id, 'review wanted'), 'Accept');
  const verdict = await next('ana@', id, 'verdicts wanted');
  expect(verdict.text).toContain('identical at');
  const page = (await home.client.get(new URL(/Status page: (\S+)/.exec(verdict.text)?.[1] ?? '').pathname)).text;
  expect(textOf(page)).toContain('It was moved from oppia/oppia#1 to oppia/oppia#21; said by its contributor: rebased');
  const { headSha, submittedAt, jobs } = await stateOf(home, id);
  expect([headSha, submittedAt]).toEqual([there, before.submittedAt]);
  const ranThere = before.jobs.map(({ runs }) => runs.map((run) => [run.id, there, head]));
  expect(jobs.map(({ runs }) => runs.map((run) => [run.id, run.sha, run.reusedFrom?.sha]))).toEqual(ranThere);
  expect(await readFile(home.runtime.parts.folder('pull-requests.jsonl'), 'utf8')).toContain(`request ${id} continues at oppia/oppia#21`);
});

test('E1 everything is there after a restart: state, board, mailbox, links and what is under way', async () => {
  const gate = path.join(notes, 'gate');
  const id = await accepted(countStates(SAMPLE, { waitFor: gate }));
  await eventually('the job to run', async () => ((await stateOf(home, id)).jobs[0]?.runs[0]?.state === 'executing' ? true : undefined));
  const other = await ask(home, findLongTitles());
  const review = await next('ben@', other, 'review wanted');
  const before = (await home.client.mails()).length;
  await home.restart();
  expect((await home.client.mails()).length).toBeGreaterThanOrEqual(before);
  const board = (await home.client.get('/board')).text;
  expect([board.includes(id), board.includes(other)]).toEqual([true, true]);
  await writeFile(gate, '');
  const reader = mailReader(home);
  await reader('ana@', id, 'verdict wanted', AUDIT);
  const runs = (await readFile(path.join(notes, 'runs'), 'utf8')).split('\n').filter((line) => line.startsWith(`${id}-0-1 `));
  expect(runs).toHaveLength(1);
  await press(home, review, 'Accept');
  expect((await stateOf(home, other)).status).not.toBe('in_review');
});
