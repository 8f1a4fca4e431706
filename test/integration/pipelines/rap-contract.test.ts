import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rapDocument } from '#products/pipelines/contracts/rap/document.ts';
import { rapError } from '#products/pipelines/contracts/rap/errors.ts';
import { asked, newRapId } from '#test/support/rap/asked.ts';
import { openDoorsHouse, TOKENS, type DoorsHouse } from '#test/support/rap/doors-house.ts';
import { OTHER_COMMIT } from '#test/support/rap/fake-plan.ts';
import { call, type Called, type Json } from '#test/support/rap/job-server.ts';
import { all } from '#test/support/some-at-a-time.ts';

let house: DoorsHouse;
const seen = new Set<string>();

beforeAll(async () => {
  house = await openDoorsHouse();
});
afterAll(() => house.close());

async function ask(
  path: string,
  body?: string | Json,
  token: string | undefined = TOKENS.client,
  method = body === undefined ? 'GET' : 'POST',
): Promise<Called> {
  const called = await call(`${house.url}/controller/v1${path}`, token, method, body);
  if (Object.hasOwn(rapDocument().paths, path)) seen.add(`${method} ${path} ${called.status}`);
  return called;
}

const create = (more: Json = {}): Promise<Called> => ask('/rap/create/', asked(more));

/** As a user reads it. */
const said = ({ status, json }: Called): unknown[] => [status, json?.['result'] ?? json?.['error'], json?.['details']];

describe('create', () => {
  test('P5 jobs are made, and the same again changes nothing, whoever asks first', async () => {
    const body = asked({ workspace: 'twice', requested_actions: ['describe'] });
    const first = await ask('/rap/create/', body);
    expect([first.status, first.json]).toEqual([201, { result: 'Success', details: expect.any(String), rap_id: body['rap_id'], count: 3 }]);
    const again = await ask('/rap/create/', body);
    expect([again.status, again.json]).toEqual([
      200,
      { result: 'No change', details: expect.any(String), rap_id: body['rap_id'], count: 3 },
    ]);
  });

  test('P5 four equal creates at once: one makes, three change nothing', async () => {
    const body = asked({ workspace: 'at-once' });
    const four = await Promise.all([1, 2, 3, 4].map(() => ask('/rap/create/', body)));
    expect(four.map(({ status, json }) => `${status} ${String(json?.['result'])} ${String(json?.['count'])}`).toSorted()).toEqual([
      '200 No change 1',
      '200 No change 1',
      '200 No change 1',
      '201 Success 1',
    ]);
  });

  test('P5 the same id for something else is refused, and says so', async () => {
    const body = asked({ workspace: 'other' });
    await ask('/rap/create/', body);
    for (const more of [{ commit: OTHER_COMMIT }, { workspace: 'another' }, { repo_url: 'https://github.com/example-org/study2' }]) {
      const { status, json } = await ask('/rap/create/', { ...body, ...more });
      expect([status, json]).toEqual([
        400,
        { error: 'Inconsistent request data', details: expect.any(String), code: 'inconsistent_request', rap_id: body['rap_id'] },
      ]);
    }
  });

  test('P5 what waits or runs already is nothing to do, and its id stays unknown', async () => {
    await create({ workspace: 'busy', requested_actions: ['make_dataset'] });
    const body = asked({ workspace: 'busy', requested_actions: ['make_dataset'] });
    const { status, json } = await ask('/rap/create/', body);
    expect([status, json?.['result'], json?.['count'], json?.['rap_id']]).toEqual([200, 'Nothing to do', 0, body['rap_id']]);
    expect((await ask('/rap/status/', { rap_ids: [body['rap_id']] })).json).toEqual({ jobs: [], unrecognised_rap_ids: [body['rap_id']] });
  });

  test('P5 what the user can mend is refused with the reason', async () => {
    expect(said(await create({ requested_actions: ['nothing'] }))).toEqual([
      400,
      'Error creating jobs',
      'The plan has no action named nothing',
    ]);
    expect(said(await create({ workspace: 'lists', codelists_ok: false }))).toEqual([
      400,
      'Error creating jobs',
      'The codelists are out of date',
    ]);
    expect((await create({ repo_url: 'https://github.com/strangers/study' })).status).toBe(400);
    expect((await create({ branch: 'none' })).status).toBe(400);
    expect((await create({ commit: 'f'.repeat(40) })).status).toBe(400);
    expect((await create({ workspace: 'lists', requested_actions: ['alone'], codelists_ok: false })).status).toBe(201);
  });

  test('X1 a backend that is not there, and one that is somebody else’s, look alike', async () => {
    const [none, others] = [await create({ backend: 'nowhere' }), await create({ backend: 'west' })];
    expect([none.status, none.text]).toEqual([400, others.text]);
    expect(others.json).toMatchObject({ error: 'Error creating jobs', details: 'Unknown error' });
  });

  test('X1 an id of another client’s looks like a backend of theirs', async () => {
    const body = asked({ backend: 'west', workspace: 'theirs' });
    expect((await ask('/rap/create/', body, TOKENS.otherClient)).status).toBe(201);
    expect(said(await ask('/rap/create/', { ...body, backend: 'north' }))).toEqual([400, 'Error creating jobs', 'Unknown error']);
  });

  test('P5 a scope may be null, left out, or granted in part; what nobody knows is ignored', async () => {
    const { analysis_scope: _, ...without } = asked({ workspace: 'scopes', requested_actions: ['alone'] });
    const bodies = [null, {}, { dataset_permissions: ['ukrr'] }, { dataset_permissions: [], more: 1 }].map((scope, n) =>
      asked({ analysis_scope: scope, workspace: `scope-${n}`, requested_actions: ['alone'], unknown_field: { deep: [1] } }),
    );
    const answers = await all([without, ...bodies], (body) => ask('/rap/create/', body));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  });

  test.each(['__proto__', '__x__', '____'])('P5 a workspace cannot be named %s', async (workspace) => {
    expect((await create({ workspace })).status).toBe(400);
  });

  test('P5 where nobody knows whether something was made, the answer is not JSON', async () => {
    const body = asked({ workspace: 'lost' });
    house.controller.failNext();
    const lost = await ask('/rap/create/', body);
    seen.delete('POST /rap/create/ 500');
    expect([lost.status, lost.json]).toEqual([500, undefined]);
    expect((await ask('/rap/status/', { rap_ids: [body['rap_id']] })).json).toMatchObject({ jobs: [{ action: 'make_dataset' }] });
  });
});

describe('status and cancel', () => {
  test('P5 no ids at all is the usual case', async () => {
    expect(await ask('/rap/status/', { rap_ids: [] })).toMatchObject({ status: 200, json: { jobs: [], unrecognised_rap_ids: [] } });
  });

  test('X1 ids of others are unrecognised, each once', async () => {
    const body = asked({ backend: 'west', workspace: 'theirs-too' });
    await ask('/rap/create/', body, TOKENS.otherClient);
    const id = String(body['rap_id']);
    expect((await ask('/rap/status/', { rap_ids: [id, id] })).json).toEqual({ jobs: [], unrecognised_rap_ids: [id] });
    const { status, json } = await ask('/rap/cancel/', { rap_id: id, actions: ['make_dataset'] });
    const nobodys = await ask('/rap/cancel/', { rap_id: newRapId(), actions: ['make_dataset'] });
    expect([status, json?.['error'], json?.['rap_id']]).toEqual([404, nobodys.json?.['error'], id]);
    expect((await ask('/rap/status/', { rap_ids: [id] }, TOKENS.otherClient)).json).toMatchObject({ jobs: [{ status: 'running' }] });
  });

  test('P5 cancel counts what is named, again too; one that is not known cancels nothing', async () => {
    const body = asked({ workspace: 'cancels', requested_actions: ['describe', 'alone'] });
    await ask('/rap/create/', body);
    const id = body['rap_id'];
    const wrong = await ask('/rap/cancel/', { rap_id: id, actions: ['describe', 'zebra', 'apple'] });
    expect([wrong.status, wrong.json]).toEqual([
      404,
      { error: expect.any(String), details: expect.any(String), code: 'actions_not_found', rap_id: id, not_found: ['apple', 'zebra'] },
    ]);
    const states = async (): Promise<unknown> => {
      const { jobs } = (await ask('/rap/status/', { rap_ids: [id] })).json as { jobs: Json[] };
      return Object.fromEntries(jobs.map((job) => [job['action'], job['status_code']]));
    };
    expect(await states()).toMatchObject({ describe: 'waiting_on_dependencies', alone: 'initiated' });
    for (let n = 0; n < 2; n += 1) {
      const { status, json } = await ask('/rap/cancel/', { rap_id: id, actions: ['describe', 'alone'] });
      expect([status, json]).toEqual([200, { result: 'Success', details: '2 actions are cancelled, or were over before', count: 2 }]);
    }
    expect(await states()).toMatchObject({ describe: 'cancelled_by_user', alone: 'cancelled_by_user', tidy: 'waiting_on_dependencies' });
  });
});

test('P5 backends of the token alone, with every field', async () => {
  const [own, others] = [await ask('/backend/status/'), await ask('/backend/status/', undefined, TOKENS.otherClient)];
  const slugs = ({ json }: Called): unknown[] => (json as { backends: Json[] }).backends.map(({ slug }) => slug);
  expect([slugs(own), slugs(others)]).toEqual([['north', 'south'], ['west']]);
  const off = { status: 'off', since: null };
  expect((others.json as { backends: Json[] }).backends).toEqual([
    { slug: 'west', last_seen: null, paused: off, db_maintenance: { ...off, type: null } },
  ]);
});

test('P5 a malformed id is refused with its place', async () => {
  const wrong = 'the id of nothing';
  expect(said(await ask('/rap/status/', { rap_ids: [newRapId(), wrong] }))).toEqual([
    400,
    'Validation error',
    expect.stringMatching(/^rap_ids\.1 /),
  ]);
  expect(said(await ask('/rap/cancel/', { rap_id: wrong, actions: ['x'] }))).toEqual([
    400,
    'Validation error',
    expect.stringMatching(/^rap_id /),
  ]);
});

describe('authority', () => {
  const bodies: [string, Json | undefined][] = [
    ['/backend/status/', undefined],
    ['/rap/create/', asked()],
    ['/rap/status/', { rap_ids: [] }],
    ['/rap/cancel/', { rap_id: newRapId(), actions: ['x'] }],
  ];

  test.each(bodies)('X1 %s opens to a client alone', async (path, body) => {
    const method = body === undefined ? 'GET' : 'POST';
    const none = await call(`${house.url}/controller/v1${path}`, undefined, method, body);
    seen.add(`${method} ${path} ${none.status}`);
    expect([none.status, none.json]).toEqual([401, { error: 'Unauthorized', details: 'No token provided', code: 'unauthorized' }]);
    for (const token of [TOKENS.north, 'x', 'Bearer ', `${TOKENS.client} more`, `Basic ${TOKENS.client}`, `${TOKENS.client}x`]) {
      expect(said(await ask(path, body, token, method))).toEqual([401, 'Unauthorized', 'Invalid token']);
    }
  });

  test('X1 the token is taken bare, and behind Bearer too', async () => {
    for (const token of [TOKENS.client, `Bearer ${TOKENS.client}`, `bearer ${TOKENS.client}`]) {
      expect((await ask('/backend/status/', undefined, token)).status).toBe(200);
    }
  });

  test('P5 a wrong method is 405 without a look at the token, and a path without its slash is never redirected', async () => {
    for (const [path, body] of bodies) {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].filter(
        (one) => one !== (body === undefined ? 'GET' : 'POST'),
      )) {
        const { status, json } = await call(`${house.url}/controller/v1${path}`, undefined, method, method === 'GET' ? undefined : {});
        expect([status, rapError.safeParse(json).success]).toEqual([405, true]);
      }
      const bare = await call(`${house.url}/controller/v1${path.slice(0, -1)}`, TOKENS.client, body === undefined ? 'GET' : 'POST', body);
      expect([bare.status, bare.json?.['details']]).toEqual([404, `The path ends with a slash: /controller/v1${path}`]);
    }
    expect((await ask('/nothing/', undefined)).status).toBe(404);
  });
});

test('P5 the document and its page are open, and say nothing of this installation', async () => {
  const document = await ask('/spec.json', undefined, '');
  expect([document.status, document.json]).toEqual([200, JSON.parse(JSON.stringify(rapDocument()))]);
  const page = await ask('/docs/', undefined, '');
  expect([page.status, page.text.startsWith('<!doctype html>')]).toEqual([200, true]);
  for (const path of ['/spec.json', '/docs/']) expect((await ask(path, {})).status).toBe(405);
});

test('P5, P6 every documented status of every path was seen, and no other', () => {
  const documented = Object.entries(rapDocument().paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) =>
      Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
    ),
  );
  expect(documented).toHaveLength(13);
  expect([...seen].toSorted()).toEqual(documented.toSorted());
});
