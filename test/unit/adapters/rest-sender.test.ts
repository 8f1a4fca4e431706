import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, expect, jest, test } from '@jest/globals';
import { openSender, type Sender } from '#platform/google/rest-sender.ts';

type Answering = (call: number, request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let sender: Sender;
let calls: string[];
afterEach(async () => {
  jest.useRealTimers();
  sender.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const EVERYTHING_ELSE = [
  'Date',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
] as const;

/** Counts calls, of which every body has been read when `answering` gets it. */
async function open(patience: number, answering: Answering): Promise<Sender> {
  calls = [];
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => answering(calls.push(`${request.url} ${request.headers.authorization} ${body}`), request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  sender = openSender(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, patience);
  return sender;
}

const fine: Answering = (_call, _request, response) => void response.writeHead(418).end('{"é":1}');

test('one call: path, token and text go out as they are, status and text come back', async () => {
  await open(10_000, fine);
  expect(await sender.post('v1/a%20b:commit', '{"ü":2}', 'secret')).toEqual({ status: 418, text: '{"é":1}' });
  expect(calls).toEqual(['/v1/a%20b:commit Bearer secret {"ü":2}']);
});

test('an idle connection that the other side has closed: the call goes out once more, on another one', async () => {
  await open(10_000, (call, request, response) => (call === 2 ? request.socket.destroy() : fine(call, request, response)));
  await sender.post('a', '{}', 't');
  expect((await sender.post('b', '{}', 't')).status).toBe(418);
  expect(calls).toHaveLength(3);
});

test('a new connection that breaks is not tried again here', async () => {
  await open(10_000, (_call, request) => request.socket.destroy());
  await expect(sender.post('a', '{}', 't')).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(calls).toHaveLength(1);
});

test('half an answer is none, and is not asked for again, on a used connection neither', async () => {
  await open(10_000, (call, request, response) => {
    if (call === 1) return fine(call, request, response);
    response.writeHead(200, { 'content-length': 100 }).write('half', () => request.socket.destroy());
  });
  await sender.post('a', '{}', 't');
  await expect(sender.post('b', '{}', 't')).rejects.toThrow();
  expect(calls).toHaveLength(2);
});

test.each(['no answer', 'half an answer'])('%s in time is a TimeoutError, and is not asked for again', async (kind) => {
  // The sender's own patience passes when the test says so, and not while a slow machine answers the first call.
  jest.useFakeTimers({ doNotFake: [...EVERYTHING_ELSE] });
  await open(150, (call, request, response) => {
    if (call === 1) return fine(call, request, response);
    if (kind === 'half an answer') response.writeHead(200, { 'content-length': 100 }).write('half');
  });
  await sender.post('a', '{}', 't');
  const runsOut = async (path: string, call: number): Promise<void> => {
    const failed = sender.post(path, '{}', 't').catch((error: unknown) => error);
    while (calls.length < call) await new Promise((resolve) => setImmediate(resolve));
    jest.advanceTimersByTime(150);
    expect(await failed).toMatchObject({ name: 'TimeoutError' });
  };
  await runsOut('b', 2);
  // Another call has its answer when a repeated one would have come.
  await runsOut('c', 3);
  expect(calls.map((call) => call.charAt(1))).toEqual(['a', 'b', 'c']);
});
