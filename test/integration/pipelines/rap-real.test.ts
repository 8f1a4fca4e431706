import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SECOND } from '#kernel/time.ts';
import { createRun } from '#products/pipelines/app/create-run.ts';
import { createTaskDesk } from '#products/pipelines/app/controller-tasks.ts';
import { noteHeard } from '#contexts/backends/app/heard.ts';
import { createRapDesk } from '#products/pipelines/app/rap/desk.ts';
import { readNews, type TaskNews } from '#products/pipelines/contracts/controller/news.ts';
import { rapJob, rapJobOf, type RapJob } from '#products/pipelines/contracts/rap/job.ts';
import { wireTask, type WireTask } from '#products/pipelines/contracts/controller/task.ts';
import { BACKEND } from '#test/support/pipelines/house.ts';
import { by, openTown, prepared } from '#test/support/pipelines/town.ts';
import { openStudyRepositories, type StudyRepositories } from '#test/support/pipelines/study-repository.ts';
import { resultsOf } from '#test/support/rap/job-runner.ts';
import type { Json } from '#test/support/rap/job-server.ts';

let repositories: StudyRepositories;
beforeAll(async () => {
  repositories = await openStudyRepositories([]);
});
afterAll(() => repositories.remove());

const client = { name: 'one', backends: [BACKEND] };
const R1 = 'aaaaaaaaaaaaaaa1';
const asker = { user: 'sam', project: 'p', organisations: ['uni'], permissions: ['ukrr'] };

/** Both desks on runs and tasks as they are kept. */
function openDesks() {
  const town = openTown();
  const tasks = createTaskDesk({
    desk: town.desk,
    noteSeen: (backend) => noteHeard(town.house.kernel, backend, { every: SECOND }),
    askerOf: () => Promise.resolve(asker),
  });
  const rules = { repositories: ['studies'], images: ['python', 'ehrql'], placed: { places: [], backends: [] } };
  const rap = createRapDesk({
    tools: { house: town.house, host: repositories.host, rules },
    newId: () => 'c1',
    memberNamed: async () => undefined,
  });
  const status = async (id: string): Promise<Record<string, RapJob>> => {
    const { jobs } = await rap.status(client, [id]);
    for (const job of jobs) expect(rapJob.safeParse(rapJobOf(job)).error).toBeUndefined();
    return Object.fromEntries(jobs.map((job) => [job.action, rapJobOf(job)]));
  };
  const active = async (): Promise<WireTask[]> => {
    const open = await tasks.active(BACKEND);
    for (const task of open) expect(wireTask.safeParse(task).error).toBeUndefined();
    return open;
  };
  const tell = async (id: string | undefined, stage: string, more: Json = {}): Promise<string> => {
    const told = await tasks.update(BACKEND, newsOf({ task_id: id, stage, complete: false, results: {}, timestamp_ns: null, ...more }));
    await town.settle();
    return told;
  };
  const ends = (id: string | undefined, results: Json = {}): Promise<string> =>
    tell(id, 'finalized', { complete: true, results: resultsOf(results) });
  return { town, tasks, rap, status, active, tell, ends };
}

function newsOf(payload: Json): TaskNews {
  const read = readNews(JSON.stringify(payload));
  if ('malformed' in read) throw new Error(read.malformed);
  return read.news;
}

const actionOf = (task: WireTask | undefined): unknown => (task?.definition as Json | undefined)?.['action'];

const codes = (jobs: Record<string, RapJob>): Record<string, string> =>
  Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.status_code]));

test('P5 a run goes by both doors from its making to its end, each job with its stages and times', async () => {
  const { town, status, active, tell, ends } = openDesks();
  await town.makes(R1, { data: { usesDatabase: true }, tidy: { needs: ['data'] }, alone: {} });
  expect(codes(await status(R1))).toEqual({ data: 'initiated', tidy: 'waiting_on_dependencies', alone: 'initiated' });
  const [first, second] = await active();
  expect([actionOf(first), actionOf(second)]).toEqual(expect.arrayContaining(['alone', 'data']));
  const data = [first, second].find((task) => actionOf(task) === 'data');
  expect(data).toMatchObject({
    id: `${town.idOf(R1, 'data')}-001`,
    type: 'runjob',
    attributes: { user: 'sam', project: 'p', orgs: 'uni' },
    definition: {
      rap_id: R1,
      workspace: 'ws',
      allow_database_access: true,
      env: { OPENSAFELY_BACKEND: BACKEND, EHRQL_PERMISSIONS: '["ukrr"]' },
    },
  });
  expect([await tell(data?.id, 'preparing'), await tell(data?.id, 'prepared'), await tell(data?.id, 'preparing')]).toEqual([
    'taken',
    'taken',
    'ignored',
  ]);
  town.time.now += 5 * SECOND;
  expect([await tell(data?.id, 'executing'), await tell(data?.id, 'executing')]).toEqual(['taken', 'ignored']);
  const before = (await status(R1))['data'];
  expect(before).toMatchObject({ status: 'running', status_code: 'executing', completed_at: null });
  expect(await ends(data?.id)).toBe('taken');
  expect((await status(R1))['data']).toMatchObject({
    status: 'succeeded',
    started_at: before?.started_at,
    completed_at: expect.any(String),
  });
  expect((await active()).map(({ id }) => id)).not.toContain(data?.id);
  expect([await ends(data?.id, { exit_code: '1' }), await tell(data?.id, 'executing'), await tell('nobody-001', 'executing')]).toEqual([
    'ignored',
    'ignored',
    'unknown',
  ]);
  expect(codes(await status(R1))).toEqual({ data: 'succeeded', tidy: 'initiated', alone: 'initiated' });
  const tidy = (await active()).find((task) => actionOf(task) === 'tidy');
  expect(tidy?.definition).toMatchObject({ input_job_ids: [town.idOf(R1, 'data')] });
});

test('P5, O3 an action whose need fails fails unstarted, and is told so', async () => {
  const { town, status, active, ends } = openDesks();
  await town.makes(R1, { one: {}, two: { needs: ['one'] }, three: { needs: ['two'] } });
  await ends((await active())[0]?.id, { exit_code: '5', status_message: 'bad column' });
  const jobs = await status(R1);
  expect(codes(jobs)).toEqual({ one: 'nonzero_exit', two: 'dependency_failed', three: 'dependency_failed' });
  expect(jobs['one']?.status_message).toMatch(/bad column$/);
  expect(jobs['three']).toMatchObject({ started_at: null, completed_at: expect.any(String), identifier: town.idOf(R1, 'three') });
});

test('P5, K3 an image is told by its digest; one of which there is none is never handed out, and what it was for fails with the reason', async () => {
  const { town, status, active } = openDesks();
  await town.makes(R1, { one: {}, two: { image: 'r:v7' } });
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const open = await active();
    expect(open.map(({ definition }) => (definition as Json)['image_sha'])).toEqual([`sha256:${'d'.repeat(64)}`]);
    await town.settle();
  }
  const jobs = await status(R1);
  expect(codes(jobs)).toEqual({ one: 'initiated', two: 'job_error' });
  expect(jobs['two']?.status_message).toMatch(/no digest of r:v7/);
});

test('P5, R18 an action that needs credentials is never handed to an agent that cannot give them, and fails with the reason', async () => {
  const { town, status, active } = openDesks();
  town.placed.backends[0] = { slug: BACKEND, credentials: ['database'] };
  town.placed.places.push({ action: 'two', repositories: ['studies'], credentials: ['database'], notOn: [] });
  await town.makes(R1, { one: {}, two: {} }, { repository: 'https://github.com/studies/one' });
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const open = await active();
    expect(open.map(({ definition }) => (definition as Json)['action'])).toEqual(['one']);
    await town.settle();
  }
  expect((await status(R1))['two']).toMatchObject({
    status_code: 'job_error',
    status_message: expect.stringContaining('needs database'),
  });
});

test('P5 patterns that match nothing fail without the name of a file, and files that were held back are told', async () => {
  const { town, status, active, ends } = openDesks();
  await town.makes(R1, { one: {}, two: {} });
  const [one, two] = await active();
  await ends(one?.id, { has_unmatched_patterns: true });
  await ends(two?.id, { has_level4_excluded_files: true });
  const jobs = Object.values(await status(R1));
  expect(jobs.map(({ status_code: code }) => code).toSorted()).toEqual(['succeeded', 'unmatched_patterns']);
  expect(jobs.find(({ status_code: code }) => code === 'succeeded')?.status_message).toMatch(/held back/);
});

test('P5, R10 a cancel is over at once, stands for what it stops, and both go with its confirmation', async () => {
  const { town, rap, status, active, tell } = openDesks();
  await town.makes(R1, { one: {}, two: { needs: ['one'] } });
  const [run] = await active();
  await tell(run?.id, 'executing');
  expect(await rap.cancel(client, R1, ['one', 'nothing'])).toEqual({ cancelled: 'unknown_actions', actions: ['nothing'] });
  for (const _ of [1, 2]) expect(await rap.cancel(client, R1, ['one', 'two'])).toEqual({ cancelled: 'taken' });
  await town.settle();
  expect(codes(await status(R1))).toEqual({ one: 'cancelled_by_user', two: 'cancelled_by_user' });
  const open = await active();
  expect(open.map(({ id, type }) => [id, type])).toEqual([[`${run?.id}-cancel`, 'canceljob']]);
  expect(open[0]?.definition).toMatchObject({ id: town.idOf(R1, 'one'), task_id: `${run?.id}-cancel`, image_sha: null });
  expect([await tell(open[0]?.id, 'executing'), await tell(run?.id, 'executing')]).toEqual(['ignored', 'ignored']);
  expect(await tell(open[0]?.id, 'finalized', { complete: true, results: resultsOf({ cancelled: true, exit_code: '137' }) })).toBe('taken');
  expect([await active(), (await town.tasks()).length, codes(await status(R1))]).toEqual([
    [],
    0,
    { one: 'cancelled_by_user', two: 'cancelled_by_user' },
  ]);
});

test('P5, R9 a fault of the agent is another attempt, and not without end', async () => {
  const { town, status, active, tell } = openDesks();
  await town.makes(R1, { one: {} });
  const ids: string[] = [];
  for (let n = 0; n < 10; n += 1) {
    const [task] = await active();
    if (task === undefined) break;
    ids.push(task.id.slice(-3));
    await tell(task.id, 'error', { complete: true, results: { error: { type: 'docker', message: 'gone' } } });
  }
  expect([ids, codes(await status(R1))]).toEqual([['001', '002', '003', '004'], { one: 'internal_error' }]);
});

test('X1 runs of another client’s backend are not there', async () => {
  const { town, rap } = openDesks();
  await town.makes(R1, { one: {} });
  const other = { name: 'two', backends: ['other'] };
  expect(await rap.status(other, [R1])).toEqual({ jobs: [], unknown: [R1] });
  expect(await rap.cancel(other, R1, ['one'])).toEqual({ cancelled: 'unknown_run' });
});

test('N1 four equal creates at once make one run', async () => {
  const { town } = openDesks();
  const made = await Promise.all([1, 2, 3, 4].map(() => createRun(town.house, prepared(R1, { one: {} }), { id: 'x', by })));
  expect(made.map(({ outcome }) => outcome).toSorted()).toEqual(['made', 'unchanged', 'unchanged', 'unchanged']);
});
