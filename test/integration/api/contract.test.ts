import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { apiDocumentOf } from '#doors/api-document.ts';
import { apiOperations, apiPath, hasBody, isRead, type ApiOperation } from '#doors/contracts/api/operations.ts';
import { statusesOf } from '#doors/contracts/api/statuses.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { operatorPrincipal, personPrincipal } from '#contexts/access/domain/rights/grants.ts';
import { openApiHouse, type ApiHouse, type Told } from '#test/support/api/house.ts';
import { anew } from '#test/support/api/anew.ts';
import { eventful, lookups, nobody, withAPast } from '#test/support/api/past.ts';
import { recipes, undocumented } from '#test/support/api/recipes.ts';
import { arrives, queues } from '#test/support/application/requests.ts';
import { deliver, effectOf, taskOf } from '#test/support/application/world.ts';
import { openSharedWorld, settles } from '#test/support/pipelines/installed.ts';
import { openStudyRepositories, type StudyRepositories } from '#test/support/pipelines/study-repository.ts';

let house: ApiHouse;
let strangers: ApiHouse;
let busy: ApiHouse;
let away: ApiHouse;
let people: ApiHouse;
let keyless: ApiHouse;
let repositories: StudyRepositories;
const STUDY = 'opensafely/measles';
const FILE = `version: '5.0'
actions:
  extract:
    run: python:v2 python extract.py
    outputs: { highly_sensitive: { rows: output/rows.csv } }
`;

beforeAll(async () => {
  repositories = await openStudyRepositories([STUDY]);
  await repositories.commit(STUDY, { 'project.yaml': FILE });
  const world = openSharedWorld();
  house = await openApiHouse({}, {}, { ...world, host: repositories.host as typeof world.host });
  strangers = await openApiHouse({}, { callerOf: () => Promise.resolve({ ...operatorPrincipal('nobody', 'token'), grants: [] }) });
  busy = await openApiHouse({}, { rates: { take: () => 1_000 } });
  away = await openApiHouse({}, { callerOf: () => Promise.reject(new Error('the store is away')) });
  eventful(world);
  const grace = { id: 'grace', name: 'Grace', email: 'grace@example.org', roles: ['admin' as const] };
  const signedIn: Principal = { ...personPrincipal({ person: grace, session: { number: 1, at: 0 } }), door: 'token' };
  people = await openApiHouse(
    {},
    { callerOf: () => Promise.resolve(signedIn) },
    { ...world, host: repositories.host as typeof world.host },
  );
  keyless = await openApiHouse({}, {}, world, { signInUrl: () => undefined });
  await queues(world, 'rq1');
  await arrives(world, 'rq2');
  await deliver(world, taskOf(await effectOf(world, 'rq2', 'send_mail')));
});
afterAll(async () => {
  await Promise.all([house, strangers, busy, away, people, keyless].map((one) => one.close()));
  repositories.remove();
});

/** Status by status, what was seen of each operation. */
const seen = new Map<string, Set<number>>(apiOperations.map(({ name }) => [name, new Set()]));
const given = recipes();

function pathOf(operation: ApiOperation, fields: Readonly<Record<string, string>>): string {
  return (
    apiPath +
    operation.route.path.replace(/\{(.+?)\}/g, (_, name: string) =>
      encodeURIComponent(fields[name] ?? (name === 'backend' ? 'local' : 'nobody')),
    )
  );
}

function operationNamed(name: string): ApiOperation {
  const operation = apiOperations.find((one) => one.name === name);
  if (operation === undefined) throw new Error(`no operation ${name}`);
  return operation;
}

/** As the document has it. */
function exampleFor({ route }: ApiOperation): unknown {
  const documented = apiDocumentOf().paths[route.path]?.[route.method.toLowerCase() as 'post'];
  return documented?.requestBody?.content['application/json'].example ?? {};
}

async function asks(
  where: ApiHouse,
  operation: ApiOperation,
  recipe = given[operation.name],
  headers: Record<string, string> = {},
): Promise<Told> {
  const { path = {}, query = '', body } = recipe ?? {};
  const told = await where.call(
    operation.route.method,
    pathOf(operation, path) + query,
    hasBody(operation) ? (body ?? exampleFor(operation)) : undefined,
    headers,
  );
  seen.get(operation.name)?.add(told.status);
  return told;
}

test('P6 every operation answers what the document says, with no field that it does not name', async () => {
  const wrong: unknown[] = [];
  for (const name of Object.keys(given)) {
    const operation = operationNamed(name);
    const told = await asks(house, operation);
    await settles(house.world);
    if (told.status >= 300) {
      wrong.push([name, told.status, told.body]);
      continue;
    }
    const documented =
      apiDocumentOf().paths[operation.route.path]?.[operation.route.method.toLowerCase() as 'get']?.responses[String(told.status)];
    if (documented === undefined || !('content' in documented)) wrong.push([name, told.status, 'is not documented']);
    else {
      const { schema } = documented.content['application/json'];
      const read = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(told.body);
      if (!read.success) wrong.push([name, read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)]);
    }
    given[name]?.afterwards?.(told.body, given);
  }
  for (const { operation, done } of house.said) {
    const more = undocumented(operation, done);
    if (more.length > 0) wrong.push([operation, 'undocumented', more]);
  }
  expect(wrong).toEqual([]);
});

/** By a person: whoever operates decides nothing. */
const BY_PEOPLE = new Set(['request_answer', 'requests_answer', 'request_waive', 'request_override']);

test('P6 what takes a past of its own is done, too', async () => {
  const wrong: unknown[] = [];
  for await (const [name, recipe] of withAPast(house.world)) {
    given[name] ??= recipe;
    const told = await asks(BY_PEOPLE.has(name) ? people : house, operationNamed(name), recipe);
    if (told.status >= 300) wrong.push([name, told.status, told.body]);
  }
  expect(wrong).toEqual([]);
});

test.each(apiOperations.filter(({ route }) => route.creates === true).map((one) => [one.name, one] as const))(
  'P2 P6 %s with the key of before makes nothing more, and says what it made',
  async (name, operation) => {
    const key = { 'idempotency-key': `again-${name}` };
    const once = await asks(house, operation, anew(name), key);
    const again = await asks(house, operation, anew(name), key);
    expect([Math.floor(once.status / 100), again.status]).toEqual([2, 200]);
  },
);

test.each(apiOperations.filter((one) => statusesOf(one).includes(404)).map((one) => [one.name, one] as const))(
  'P6 %s of what is not there is 404',
  async (name, operation) => {
    const recipe = lookups[name] ?? { ...given[name], path: nobody };
    const told = await asks(name === 'sign_in' ? keyless : BY_PEOPLE.has(name) ? people : house, operation, recipe);
    expect([told.status, told.body['code']]).toEqual([404, 'not_found']);
  },
);

test.each(apiOperations.map((one) => [one.name, one] as const))(
  'P6 %s refuses as it is documented, and never with 5xx of its own',
  async (name, operation) => {
    const documented = new Set(statusesOf(operation));
    const told: [number, Told][] = [
      [401, await asks(house, operation, undefined, { authorization: '' })],
      [401, await asks(house, operation, undefined, { authorization: `Bearer rehearsal_${'x'.repeat(43)}` })],
      [429, await asks(busy, operation)],
      [503, await asks(away, operation)],
      [422, await asks(house, operation, { ...given[name], query: '?no_such_field=1' })],
    ];
    const long = await house.call(operation.route.method, `${pathOf(operation, {})}?x=${'x'.repeat(8_100)}`);
    seen.get(name)?.add(long.status);
    told.push([400, long]);
    if (hasBody(operation)) {
      told.push([415, await asks(house, operation, given[name], { 'content-type': 'text/plain' })]);
      told.push([400, await asks(house, operation, { ...given[name], body: '{"why":' })]);
      told.push([413, await asks(house, operation, { ...given[name], body: { why: 'x'.repeat(300_000) } })]);
      told.push([
        422,
        await asks(house, operation, { ...given[name], body: { ...Object(given[name]?.body ?? exampleFor(operation)), no_such_field: 1 } }),
      ]);
    }
    expect(told.map(([, { status }]) => status)).toEqual(told.map(([status]) => status));
    expect(told.every(([status]) => documented.has(status))).toBe(true);
    expect(told.map(([, { headers }]) => headers.get('content-type'))).toEqual(told.map(() => 'application/problem+json'));
  },
);

test.each(apiOperations.map((one) => [one.name, one] as const))('P6 W4 %s is refused to whoever may nothing', async (name, operation) => {
  const told = await asks(strangers, operation, name === 'backend_show' ? { path: { backend: 'local' } } : given[name]);
  // What is named and not there may be said to be not there, or not allowed: never done.
  expect([403, 404, 422]).toContain(told.status);
  if (told.status === 403) expect(told.body).toMatchObject({ code: 'forbidden', permission: expect.any(String) });
  expect(seen.get(name)?.has(403) === true || told.status !== 403).toBe(true);
});

test.each(apiOperations.filter((one) => !isRead(one)).map((one) => [one.name, one] as const))(
  'P2 P6 a key of another call is told apart by %s',
  async (name, operation) => {
    const key = { 'idempotency-key': 'one-key-for-all' };
    await house.call('POST', `${apiPath}/backends/local/pause`, { why: 'x' }, key);
    const told = await asks(
      house,
      operation,
      name === 'backend_pause' ? { path: { backend: 'local' }, body: { why: 'y' } } : given[name],
      key,
    );
    expect([told.status, told.body['code'], told.body['problems']]).toEqual([409, 'key_reused', undefined]);
  },
);

test.each(apiOperations.map((one) => [one.name, one] as const))(
  'P4 what is not one of the methods of %s is refused with those that are',
  async (_, operation) => {
    const told = await house.call('PUT', pathOf(operation, {}), undefined);
    expect(told.status).toBe(405);
    expect(told.headers.get('allow')?.split(', ')).toContain(operation.route.method);
  },
);

test('P6 no status was seen that is not documented', () => {
  const undocumentedStatus = apiOperations.flatMap((one) =>
    [...(seen.get(one.name) ?? [])].filter((status) => !statusesOf(one).includes(status)).map((status) => `${one.name} ${status}`),
  );
  expect(undocumentedStatus).toEqual([]);
});

test('P6 every documented status was seen', () => {
  const missing = apiOperations.flatMap((one) =>
    statusesOf(one)
      .filter((status) => seen.get(one.name)?.has(status) !== true)
      .map((status) => `${one.name} ${status}`),
  );
  expect(missing).toEqual([]);
});
