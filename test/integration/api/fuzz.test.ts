import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { apiDocumentOf } from '#doors/api-document.ts';
import { apiOperations, apiPath, hasBody, type ApiOperation } from '#doors/contracts/api/operations.ts';
import { statusesOf } from '#doors/contracts/api/statuses.ts';
import { problemTypes } from '#doors/problem-json.ts';
import { openApiHouse, type ApiHouse } from '#test/support/api/house.ts';
import { arrives, queues } from '#test/support/application/requests.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await openApiHouse();
  await queues(house.world, 'rq1');
  await arrives(house.world, 'rq2');
});
afterAll(() => house.close());

/** What the door before the operations refuses. */
const BEFORE = new Set([400, 404, 405, 408, 421, 431]);

const odd = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  '..',
  '.',
  '',
  '-',
  'a.b',
  'A',
  'x'.repeat(300),
  'null',
  '0',
  '-1',
  '1e99',
  'NaN',
  '\u0000',
  '\ud800',
  '\u202e',
  '漢字',
  '<script>',
  "'; drop table x;--",
  '{"a":1}',
  '[]',
);
const known = fc.constantFrom(
  'local',
  'backup',
  'rq1',
  'rq2',
  'grace',
  'client.ci',
  'client.ci.1',
  'agent.local.1',
  'pause',
  'viewer',
  '3.4.2',
);
const text = fc.oneof(odd, known, fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 12 }));
const value: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.jsonValue({ maxDepth: 3 }),
  fc.array(text, { maxLength: 4 }),
  fc.integer(),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, -1, 0, 1.5, 1e300, true, false, null, {}, [], [[]], { __proto__: null }),
);

/** Fields that the operation knows, and others. */
function fieldsOf({ route }: ApiOperation): string[] {
  const documented = apiDocumentOf().paths[route.path]?.[route.method.toLowerCase() as 'post'];
  const inQuery = (documented?.parameters ?? []).flatMap((one) => ('name' in one && one.in === 'query' ? [one.name] : []));
  return [
    ...inQuery,
    ...Object.keys(documented?.requestBody?.content['application/json'].schema.properties ?? {}),
    '__proto__',
    'constructor',
    'operation',
    'id',
  ];
}

function exampleOf({ route }: ApiOperation): object {
  const documented = apiDocumentOf().paths[route.path]?.[route.method.toLowerCase() as 'post'];
  return Object(documented?.requestBody?.content['application/json'].example ?? {}) as object;
}

function call(operation: ApiOperation): fc.Arbitrary<{ path: string; query: string; body: unknown; headers: Record<string, string> }> {
  const fields = fieldsOf(operation);
  const some = fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 5, noNullPrototype: false });
  return fc.record({
    path: fc
      .array(fc.oneof(text, known), { minLength: 4, maxLength: 4 })
      .map((names) => apiPath + operation.route.path.replaceAll(/\{.+?\}/g, () => encoded(names.pop() ?? 'x'))),
    query: fc
      .array(fc.tuple(fc.constantFrom(...fields), text), { maxLength: 4 })
      .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map(([name, one]) => `${encoded(name)}=${encoded(one)}`).join('&')}`)),
    body: fc.oneof(
      some,
      some.map((one) => ({ ...exampleOf(operation), ...one })),
      value,
      fc.constantFrom('{', '[1,', 'nul', '"\\ud800"', ''),
    ),
    headers: fc.constantFrom<Record<string, string>>(
      {},
      { 'idempotency-key': 'k' },
      { 'idempotency-key': '' },
      { 'content-type': 'application/json; charset=latin1' },
      { accept: 'text/html' },
    ),
  });
}

function encoded(given: string): string {
  return encodeURIComponent(given.replaceAll(/[\ud800-\udfff]/g, '?'));
}

test.each(apiOperations.map((one) => [one.name, one] as const))(
  'P6 P4 whatever is sent to %s, it answers as it is documented, never with 500, and what it refuses has a code that is listed',
  async (_, operation) => {
    const documented = new Set([...statusesOf(operation), ...BEFORE]);
    await fc.assert(
      fc.asyncProperty(call(operation), async ({ path, query, body, headers }) => {
        const asksSo = hasBody(operation) ? (typeof body === 'string' ? body : JSON.stringify(body)) : undefined;
        const told = await house.call(operation.route.method, path + query, asksSo, headers);
        expect([told.status, documented.has(told.status)]).toEqual([told.status, true]);
        if (told.status < 400) return;
        expect(told.headers.get('content-type')).toBe('application/problem+json');
        expect(Object.keys(problemTypes)).toContain(told.body['code']);
        expect(problemTypes[told.body['code'] as keyof typeof problemTypes].status).toBe(told.status);
      }),
      { numRuns: 40 },
    );
  },
);

test('P6 what was removed is gone for every operation that names it: no 500, and nothing comes back', async () => {
  const made: [string, string, unknown][] = [
    ['POST', '/backends', { slug: 'gone', pools: { default: 1 } }],
    ['POST', '/people', { id: 'gone', name: 'Gone', email: 'gone@example.net' }],
    ['POST', '/tokens', { holder: 'client.gone', permissions: ['backends.read'], everywhere: true }],
    ['POST', '/schedules', { name: 'gone', starts: 'kettle', cron: '0 3 * * 1', input: {} }],
    ['POST', '/backends/gone/remove', {}],
    ['POST', '/people/gone/remove', { why: 'left' }],
    ['POST', '/schedules/gone/remove', { why: 'over' }],
  ];
  for (const [method, path, body] of made) {
    const { status } = await house.call(method, apiPath + path, body);
    if (status >= 500) throw new Error(`${path} ${status}`);
  }
  const wrong: unknown[] = [];
  for (const operation of apiOperations.filter(({ route }) => route.path.includes('{'))) {
    const path =
      apiPath +
      operation.route.path.replaceAll(/\{(.+?)\}/g, (_, name: string) =>
        name === 'holder' ? 'client.gone' : name === 'token' ? 'client.gone.1' : name === 'flag' ? 'pause' : 'gone',
      );
    const told = await house.call(operation.route.method, path, hasBody(operation) ? exampleOf(operation) : undefined);
    if (!statusesOf(operation).includes(told.status)) wrong.push([operation.name, told.status]);
  }
  expect(wrong).toEqual([]);
});
