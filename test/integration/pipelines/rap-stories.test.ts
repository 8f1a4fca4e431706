import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { asked } from '#test/support/rap/asked.ts';
import { openDoorsHouse, openDoorsOn, PLAN, TOKENS, type DoorsHouse } from '#test/support/rap/doors-house.ts';
import { FAKE_COMMIT } from '#test/support/rap/fake-plan.ts';
import { openRealController, type RealController } from '#test/support/rap/real-controller.ts';
import type { FakeController } from '#test/support/rap/fake-controller.ts';
import { createJobRunner, resultsOf, type JobRunner, type Work } from '#test/support/rap/job-runner.ts';
import { createJobServer, type JobServer, type Json } from '#test/support/rap/job-server.ts';

let house: DoorsHouse<FakeController | RealController>;
let server: JobServer;
let works: Record<string, Work>;
let commit: string;
let close: () => Promise<void>;

/** In memory, by the tables of the wire alone. */
async function openFake(): Promise<void> {
  house = await openDoorsHouse();
  [commit, close] = [FAKE_COMMIT, () => house.close()];
}

/** Runs, jobs and tasks as they are kept. */
async function openReal(): Promise<void> {
  const controller = await openRealController(PLAN);
  house = await openDoorsOn(controller);
  [commit, close] = [controller.commit, () => house.close().then(() => controller.close())];
}

/** Its machine goes on where another agent of it has left off. */
const runner = (backend: 'north' | 'south' = 'north', root = '/'): JobRunner =>
  createJobRunner(`${house.url}${root}`, backend, TOKENS[backend], ({ action }) => works[String(action)] ?? {});

async function ask(actions: readonly string[], more: Json = {}): Promise<string> {
  const body = asked({ requested_actions: actions, commit, ...more });
  await server.create(body);
  return String(body['rap_id']);
}

/** Both ask by turns, until the request is over. */
async function until(id: string, agent: JobRunner, status: string): Promise<void> {
  for (let n = 0; n < 60 && server.requests.get(id)?.status !== status; n += 1) {
    await agent.poll();
    await server.poll();
  }
  expect(server.requests.get(id)?.status).toBe(status);
}

const codes = (id: string): Json =>
  Object.fromEntries(Object.entries(server.jobsOf(id)).map(([action, job]) => [action, job['status_code']]));

describe.each([
  ['a controller in memory', openFake],
  ['runs as they are kept', openReal],
] as const)('on %s', (_name, open) => {
  beforeEach(async () => {
    await open();
    server = createJobServer(`${house.url}/controller/v1/`, TOKENS.client);
    works = {};
  });
  afterEach(() => close());

  test.each(['/', '/controller/'])(
    'P5 a request goes from its making to its one mail, job after job, by an agent below %s',
    async (root) => {
      works = { tidy: { polls: 2, results: { has_level4_excluded_files: true } } };
      const id = await ask(['describe']);
      expect(server.requests.get(id)?.status).toBe('pending');
      const agent = runner('north', root);
      await until(id, agent, 'succeeded');
      expect(codes(id)).toEqual({ make_dataset: 'succeeded', tidy: 'succeeded', describe: 'succeeded' });
      expect(server.requests.get(id)?.mails).toBe(1);
      expect(agent.started.map((task) => task.slice(-3))).toEqual(['001', '001', '001']);
      expect(server.jobsOf(id)['tidy']).toMatchObject({ metrics: { cpu_peak: 3.5 }, requires_db: false, trace_context: null });
    },
  );

  test('P5 an agent that dies after any of its updates goes on where the machine is, and nothing runs twice', async () => {
    for (let dies = 0; dies < 6; dies += 1) {
      const id = await ask(['tidy'], { workspace: `dies-${dies}` });
      const agent = runner();
      for (let n = 0; n < 40 && server.requests.get(id)?.status !== 'succeeded'; n += 1) {
        await agent.poll({ dies: n % 2 === 0 ? dies : Infinity });
        await server.poll();
      }
      expect([dies, codes(id), agent.started.length]).toEqual([dies, { make_dataset: 'succeeded', tidy: 'succeeded' }, 2]);
    }
  });

  test('P5 an agent that has forgotten its machine begins a task again, and its old stages change nothing', async () => {
    works = { alone: { polls: 3 } };
    const id = await ask(['alone']);
    for (const _ of [1, 2, 3]) await runner().poll();
    await server.poll();
    expect(codes(id)).toEqual({ alone: 'prepared' });
    await until(id, runner(), 'succeeded');
  });

  test('P5 which jobs are made: what runs is waited for, what succeeded is used again, what was asked for runs again', async () => {
    const first = await ask(['tidy']);
    const second = await ask(['describe', 'tidy']);
    await server.poll();
    expect([Object.keys(server.jobsOf(first)), Object.keys(server.jobsOf(second))]).toEqual([['make_dataset', 'tidy'], ['describe']]);
    const agent = runner();
    await until(second, agent, 'succeeded');
    const again = await ask(['describe']);
    await until(again, agent, 'succeeded');
    expect(Object.keys(server.jobsOf(again))).toEqual(['describe']);
    const forced = await ask(['describe'], { force_run_dependencies: true });
    await until(forced, agent, 'succeeded');
    expect(Object.keys(server.jobsOf(forced)).toSorted()).toEqual(['describe', 'make_dataset', 'tidy']);
    const all = await ask(['run_all']);
    await server.poll();
    expect(Object.keys(server.jobsOf(all)).toSorted()).toEqual(['alone', 'plot']);
    await until(all, agent, 'succeeded');
    expect(server.requests.get(await ask(['run_all']))).toMatchObject({ status: 'nothing_to_do', message: expect.stringMatching(/./) });
  });

  test('P5, O3 what needs a job that failed fails with it, unstarted; asked again, what failed runs again', async () => {
    works = { tidy: { results: { exit_code: '5', status_message: 'no such column' } } };
    const id = await ask(['describe', 'alone']);
    const agent = runner();
    await until(id, agent, 'failed');
    expect(codes(id)).toEqual({ make_dataset: 'succeeded', tidy: 'nonzero_exit', describe: 'dependency_failed', alone: 'succeeded' });
    expect(server.jobsOf(id)['describe']).toMatchObject({ started_at: null, completed_at: expect.any(String) });
    works = {};
    const again = await ask(['describe']);
    await until(again, agent, 'succeeded');
    expect(Object.keys(server.jobsOf(again)).toSorted()).toEqual(['describe', 'tidy']);
  });

  test('P5, R10 a cancelled job is over at once, its agent confirms, and it counts as never run', async () => {
    works = { make_dataset: { polls: 1_000 } };
    const id = await ask(['tidy']);
    const agent = runner();
    for (const _ of [1, 2, 3]) await agent.poll();
    expect((await server.cancel(id, ['make_dataset', 'tidy'])).status).toBe(200);
    await server.poll();
    expect([codes(id), server.requests.get(id)?.status]).toEqual([
      { make_dataset: 'cancelled_by_user', tidy: 'cancelled_by_user' },
      'failed',
    ]);
    const [task] = await agent.poll();
    expect(task).toMatchObject({ type: 'canceljob', id: expect.stringMatching(/-001-cancel$/) });
    expect(await agent.poll()).toEqual([]);
    works = {};
    const again = await ask(['tidy']);
    await until(again, agent, 'succeeded');
    expect(Object.keys(server.jobsOf(again)).toSorted()).toEqual(['make_dataset', 'tidy']);
  });

  test('P5, B2 a pause holds what waits, a reboot stops what runs, and both let go', async () => {
    works = { alone: { polls: 50 } };
    const id = await ask(['alone', 'make_dataset']);
    const agent = runner();
    for (const _ of [1, 2, 3]) await agent.poll();
    await house.controller.reboot('north');
    await server.poll();
    expect(codes(id)).toMatchObject({ alone: 'waiting_on_reboot' });
    expect((await server.backends()).json).toMatchObject({ backends: [{ paused: { status: 'on', since: expect.any(String) } }, {}] });
    const later = await ask(['plot'], { workspace: 'later' });
    for (const _ of [1, 2, 3]) await agent.poll();
    await server.poll();
    expect(codes(later)).toMatchObject({ make_dataset: 'paused' });
    works = {};
    await house.controller.pause('north', false);
    await until(id, agent, 'succeeded');
    await until(later, agent, 'succeeded');
    expect(server.requests.get(id)?.mails).toBe(1);
  });

  test('P5 a create whose answer was lost is settled by the next status, either way', async () => {
    house.controller.failNext();
    const made = await ask(['alone']);
    expect(server.requests.get(made)?.status).toBe('unknown_error_creating_jobs');
    await until(made, runner(), 'succeeded');
    const body = asked({ backend: 'west' });
    await server.create(body);
    expect(server.requests.get(String(body['rap_id']))).toMatchObject({ status: 'failed', message: 'Unknown error' });
  });

  test('P5, N1 four equal creates at once leave one request whose jobs run', async () => {
    const body = asked({ commit, requested_actions: ['tidy'] });
    const four = await Promise.all([1, 2, 3, 4].map(() => server.create(body)));
    expect(four.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 201]);
    const id = String(body['rap_id']);
    expect(server.requests.get(id)?.status).toBe('pending');
    await until(id, runner(), 'succeeded');
  });

  test('P5 a late result of an attempt that was taken back is 200, and changes nothing', async () => {
    works = { alone: { polls: 1_000 } };
    const id = await ask(['alone']);
    const agent = runner();
    const [task] = await agent.poll();
    await server.cancel(id, ['alone']);
    const late = { task_id: task?.['id'], stage: 'finalized', complete: true, results: resultsOf({}), timestamp_ns: null };
    expect(await agent.update(late)).toBe(200);
    await server.poll();
    expect(codes(id)).toEqual({ alone: 'cancelled_by_user' });
  });
});

describe('probes', () => {
  beforeEach(async () => {
    await openFake();
    server = createJobServer(`${house.url}/controller/v1/`, TOKENS.client);
    works = {};
  });
  afterEach(() => close());

  test('P5, B2 maintenance that a probe found stops what uses the database, and it runs again by itself', async () => {
    works = { make_dataset: { polls: 5 } };
    const id = await ask(['make_dataset', 'alone']);
    const agent = runner();
    for (const _ of [1, 2, 3]) await agent.poll();
    probe('north', 'dbstatus-1');
    works['undefined'] = { results: { status: 'db-maintenance' } };
    await agent.poll();
    await server.poll();
    expect(server.jobsOf(id)['make_dataset']).toMatchObject({ status: 'pending', status_code: 'waiting_db_maintenance', started_at: null });
    expect((await server.backends()).json).toMatchObject({
      backends: [{ slug: 'north', db_maintenance: { status: 'on', type: 'scheduled' } }, {}],
    });
    for (const _ of [1, 2, 3]) await agent.poll();
    // A probe that fails changes nothing.
    probe('north', 'dbstatus-2');
    works['undefined'] = { fault: { type: 'docker', message: 'gone' } };
    await agent.poll();
    await server.poll();
    expect(codes(id)).toEqual({ make_dataset: 'waiting_db_maintenance', alone: 'succeeded' });
    probe('north', 'dbstatus-3');
    works['undefined'] = { results: { status: '' } };
    await until(id, agent, 'succeeded');
    expect(agent.started.filter((task) => task.endsWith('-002'))).toHaveLength(1);
  });
});

function probe(backend: string, id: string): void {
  if ('probe' in house.controller) house.controller.probe(backend, id);
}
