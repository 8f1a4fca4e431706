import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { runCommand } from '#infra/cli/run.ts';
import type { Said } from '#infra/cli/said.ts';

/** What stands in for the API says, one after the other; `lost`: the connection ends instead. */
type Answer = { status: number; body: object; headers?: Record<string, string> } | 'lost';
let answers: Answer[];
let came: { line: string; key: unknown; body: string }[];

const server = createServer((request, response) => {
  void answerTo(request, response);
});

async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await read(request);
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  if (answer === undefined || answer === 'lost') return void request.socket.destroy();
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(JSON.stringify(answer.body));
}

async function read(request: IncomingMessage): Promise<void> {
  came.push({ line: `${request.method} ${request.url}`, key: request.headers['idempotency-key'], body: await text(request) });
}

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());
beforeEach(() => {
  came = [];
});

function types(...words: string[]): Promise<Said> {
  const { port } = server.address() as AddressInfo;
  return runCommand(words, { REHEARSAL_URL: `http://127.0.0.1:${port}`, REHEARSAL_TOKEN: 'x'.repeat(40) });
}

function problem(status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Answer {
  return { status, body: { type: `/api/problems#${code}`, title: `It is ${code}.`, status, code, ...more }, headers };
}

const done: Answer = { status: 200, body: { backend: 'local', ready: false } };

test('P2 a change that was not answered, or not now, is sent again with the same key, and done once', async () => {
  answers = ['lost', problem(503, 'unavailable', {}, { 'retry-after': '0' }), problem(409, 'request_in_progress'), done];
  expect(await types('backends', 'resume', 'local')).toEqual({ code: 0, out: 'backend  local\nready    false\n', err: '' });
  expect(came.map(({ line }) => line)).toEqual(Array.from({ length: 4 }, () => 'POST /api/v1/backends/local/resume'));
  expect(new Set(came.map(({ key }) => key)).size).toBe(1);
  expect(came[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
});

test('P2 what only reads carries no key; what would be the same again is sent once; each change has a key of its own', async () => {
  answers = [problem(404, 'not_found', { detail: 'there is no backend gpu' })];
  expect(await types('backends', 'show', 'gpu')).toEqual({ code: 1, out: '', err: 'there is no backend gpu\n' });
  await types('backends', 'resume', 'local');
  await types('backends', 'resume', 'local');
  expect(came.map(({ line }) => line)).toEqual([
    'GET /api/v1/backends/gpu',
    'POST /api/v1/backends/local/resume',
    'POST /api/v1/backends/local/resume',
  ]);
  expect([came[0]?.key, came[1]?.key === came[2]?.key]).toEqual([undefined, false]);
});

test('P2 whoever is to wait for long is told for how long, and whoever hears nothing, that nobody answers', async () => {
  answers = [problem(429, 'over_quota', {}, { 'retry-after': '60' })];
  expect(await types('backends')).toEqual({ code: 3, out: '', err: 'It is over_quota.\ntry again in 60 s\n' });
  answers = [problem(503, 'intake_closed', { detail: 'We move.' })];
  expect(await types('backends')).toEqual({ code: 3, out: '', err: 'We move.\n' });
  expect(came).toHaveLength(2);
  answers = ['lost'];
  expect(await types('backends')).toMatchObject({ code: 3, err: expect.stringContaining('nothing answers at') });
  expect(came).toHaveLength(6);
});

test('E7 P4 a program gets a problem as it came, people what it says', async () => {
  const wrong = problem(422, 'invalid_request', { problems: [{ path: 'why', code: 'x', message: 'is \u001b[31m too long' }] });
  answers = [wrong];
  const said = await types('backends', 'pause', 'local', '--why', 'x', '--json');
  expect([said.code, said.err]).toEqual([2, 'It is invalid_request.\n  why: is  [31m too long\n']);
  expect(JSON.parse(said.out)).toEqual(wrong === 'lost' ? {} : wrong.body);
});

test.each([
  [400, 2],
  [401, 4],
  [403, 1],
  [404, 1],
  [409, 1],
  [422, 2],
  [500, 3],
])('E7 status %s ends the command with %s', async (status, code) => {
  answers = [problem(status, 'some_code')];
  expect((await types('backends')).code).toBe(code);
});

test('P7 --all follows the cursors to the end, and one that comes again no further', async () => {
  const page = (id: string, nextCursor?: string): Answer => ({
    status: 200,
    body: { tokens: [{ id }], ...(nextCursor === undefined ? {} : { nextCursor }) },
  });
  answers = [page('a', 'one'), page('b', 'two'), page('c')];
  expect(await types('tokens', 'list', '--limit', '1', '--all')).toEqual({ code: 0, out: 'id\na\nb\nc\n', err: '' });
  expect(came.map(({ line }) => line.replace('GET /api/v1/tokens', ''))).toEqual([
    '?limit=1',
    '?limit=1&cursor=one',
    '?limit=1&cursor=two',
  ]);
  answers = [page('a', 'one'), page('b', 'one')];
  const { out } = await types('tokens', 'list', '--all', '--json');
  expect(JSON.parse(out)).toEqual({ tokens: [{ id: 'a' }, { id: 'b' }], nextCursor: 'one' });
  expect((await types('tokens', 'list')).out).toContain('more: --cursor one, or --all');
  came = [];
  await types('tokens', 'list', '--after', 'agent.local');
  expect(came[0]?.line).toBe('GET /api/v1/tokens?cursor=agent.local');
});

test('P1 a token whose text was lost on the way is told as that', async () => {
  answers = ['lost', { status: 200, body: { id: 'agent.local.2', outcome: 'unchanged' } }];
  expect(await types('tokens', 'make', '--agent', 'local')).toEqual({
    code: 1,
    out: 'id  agent.local.2\n',
    err: 'it is done, but the answer that said its token was lost, and it is said once: revoke it, and make another\n',
  });
});
