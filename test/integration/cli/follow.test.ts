import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCommand } from '#infra/cli/run.ts';
import type { Said } from '#infra/cli/said.ts';

/** What stands in for the API says, by what is asked, in turn; the last goes on. */
let answers: Record<string, { status?: number; body: unknown }[]>;
let came: string[];

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://api');
  came.push(`${url.pathname}${url.search}`);
  const own = answers[url.pathname] ?? [{ status: 404, body: { title: 'There is nothing here.', status: 404, code: 'not_found' } }];
  const { status = 200, body } = (own.length > 1 ? own.shift() : own[0]) ?? { body: {} };
  response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

async function types(...words: string[]): Promise<Said & { said: string }> {
  const { port } = server.address() as AddressInfo;
  came = [];
  let said = '';
  const env = { REHEARSAL_URL: `http://127.0.0.1:${port}`, REHEARSAL_TOKEN: 'x'.repeat(40) };
  const done = await runCommand(words, env, (text) => void (said += text));
  return { ...done, said };
}

const event = (version: number): object => ({ cursor: `c${version}`, at: 1, kind: 'request', id: 'rq1', version, command: 'submit' });

test('P7 E7 events are lines of JSON, each once, and the last line says where to go on', async () => {
  answers = {
    '/api/v1/events': [
      { body: { events: [event(1), event(2)], cursor: 'c2', reset: false } },
      { status: 503, body: { title: 'Not now.', status: 503, code: 'unavailable' } },
      { body: { events: [event(3)], cursor: 'c3', reset: true } },
      { body: { events: [], cursor: 'c3', reset: false } },
    ],
  };
  const { code, out, said } = await types('events', '--after=c0');
  expect([code, out]).toEqual([0, '{"cursor":"c3"}\n']);
  expect(
    said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([event(1), event(2), event(3), { reset: true, cursor: 'c3' }]);
  expect(came.map((one) => /after=([^&]*)/.exec(one)?.[1])).toEqual(['c0', 'c2', 'c2', 'c3']);
  answers = { '/api/v1/events': [{ status: 401, body: { title: 'Who?', status: 401, code: 'unauthorized' } }] };
  expect(await types('events')).toMatchObject({ code: 4, said: '' });
  expect(await types('events', '--afterwards')).toMatchObject({ code: 2 });
});

test('R17 E7 what an operation writes is printed until it has ended, whatever comes in between', async () => {
  const about = { id: 'r1', stream: 'stdout' };
  const lines = (from: number, ...texts: string[]): object[] => texts.map((text, n) => ({ line: from + n, text }));
  answers = {
    '/api/v1/operations/r1/output': [
      { body: { ...about, state: 'executing', isOver: false, total: 3, lines: lines(1, 'one', 'two') } },
      { body: { ...about, state: 'executing', isOver: false, total: 3, lines: [{ line: 3 }] } },
      { body: { ...about, state: 'failed', isOver: true, total: 4, lines: lines(4, 'a \u001b[31mred\u001b[0m end') } },
    ],
  };
  const { code, err, said } = await types('operations', 'follow', 'r1');
  expect(came.map((one) => /from=(\d+)/.exec(one)?.[1])).toEqual(['1', '3', '4']);
  expect([code, err]).toEqual([1, 'it has ended: failed\n']);
  expect(said.split('\n').slice(0, 3)).toEqual(['one', 'two', '']);
  expect(said).not.toContain('\u001b');
  expect(await types('operations', 'follow', 'r2')).toMatchObject({ code: 1, err: 'There is nothing here.\n' });
  expect(await types('operations', 'follow')).toMatchObject({ code: 2 });
});

test('X8 W5 E7 figures and the audit log are printed as they come; what is no filter is not understood', async () => {
  answers = { '/metrics': [{ body: 'rehearsal_up 1\n' }], '/audit/export.csv': [{ body: 'at,who\n' }] };
  expect(await types('metrics')).toMatchObject({ code: 0, out: 'rehearsal_up 1\n' });
  expect(await types('audit', 'export', '--csv', '--who=person:ana', '--since=2026-12-01')).toMatchObject({ code: 0, out: 'at,who\n' });
  expect(came).toEqual(['/audit/export.csv?who=person%3Aana&since=2026-12-01']);
  expect(await types('audit', 'export', '--colour=red')).toMatchObject({ code: 2 });
});

test('E7 for programs every end is one object: also what was mistyped, and where nothing answers', async () => {
  const told = async (...words: string[]): Promise<unknown> => {
    const { code, out } = await types(...words);
    return [code, (JSON.parse(out) as { code: string }).code];
  };
  expect(await told('backends', 'pasue', 'local', '--json')).toEqual([2, 'not_understood']);
  expect(await told('backends', 'pause', '--json')).toEqual([2, 'not_understood']);
  expect(await told('backends', 'pause', 'local', '--colour', 'red', '--json')).toEqual([2, 'not_understood']);
  expect(await told('backends', 'show', 'gpu', '--json')).toEqual([1, 'not_found']);
  const away = { REHEARSAL_URL: 'http://127.0.0.1:1', REHEARSAL_TOKEN: 'x'.repeat(40) };
  const { code, out } = await runCommand(['backends', '--json'], away);
  expect([code, (JSON.parse(out) as { code: string }).code]).toEqual([3, 'nothing_answers']);
});
