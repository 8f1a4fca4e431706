import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Server } from 'node:http';
import { guardServer } from '#doors/guard-door.ts';
import { createLimitedServer } from '#infra/embedded/listen.ts';

let server: Server;
let handled = 0;

beforeAll(async () => {
  // The same limits in small, so that nobody waits for them: what is looked at is that there are any.
  server = createLimitedServer({ headers: 100, request: 200, keepAlive: 100, idle: 60_000, check: 20, connections: 3 });
  server.on('request', (_request, response) => {
    handled += 1;
    response.end('ok');
  });
  guardServer(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function open(): Socket {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  return socket.on('error', () => undefined);
}

/** Cut off while it writes, it may say so as an error: that is an end like another. */
async function closed(socket: Socket): Promise<void> {
  await new Promise<void>((resolve) => void socket.on('close', () => resolve()));
}

/** Sends the beginning, then a byte each few milliseconds for as long as anybody listens; what was answered by then. */
async function trickle(beginning: string): Promise<string> {
  const socket = open();
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
  socket.write(beginning);
  const drops = setInterval(() => socket.write('x'), 15);
  await closed(socket);
  clearInterval(drops);
  return said;
}

test('I13 X6 a body that trickles is cut off with a problem, however long it goes on, and reaches nobody', async () => {
  const said = await trickle('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n');
  expect(said).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n[^]*application\/problem\+json[^]*"code":"too_slow"/);
  const chunked = await trickle('POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nfffff\r\n');
  expect([chunked.slice(0, 12), handled]).toEqual(['HTTP/1.1 408', 0]);
});

test('I13 X6 headers that trickle are cut off', async () => {
  expect(await trickle('GET / HTTP/1.1\r\nhost: x\r\nx-slow: ')).toMatch(/^HTTP\/1\.1 408 /);
});

test('P4 what is no request, and headers that are too large, are told so in our own words', async () => {
  for (const [bytes, code] of [
    ['nonsense\r\n\r\n', 'malformed_request'],
    [`GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`, 'headers_too_large'],
  ] as const) {
    const socket = open();
    let said = '';
    socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
    socket.write(bytes);
    await closed(socket);
    expect(said).toContain(`"code":"${code}"`);
  }
});

test('I13 more connections than there may be are not taken', async () => {
  const held = [open(), open(), open()];
  await Promise.all(held.map((socket) => once(socket, 'connect')));
  const one = open();
  await closed(one);
  expect(one.bytesRead).toBe(0);
  for (const socket of held) socket.destroy();
});
