import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DocumentRef } from '#functions/wiring/system.ts';
import { createDoorbell, type Doorbell } from '#infra/embedded/doorbell.ts';
import { collections } from '#functions/wiring/collections.ts';

let server: http.Server;
let doorbell: Doorbell;
let held: http.ServerResponse[];
let heard: string[];
let made: number;
let faults: string[];

beforeEach(async () => {
  [held, heard, faults, made] = [[], [], [], 0];
  server = http.createServer((request, response) => {
    heard.push(String(request.headers['ce-subject']));
    held.push(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  doorbell = createDoorbell({
    collections,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: () => Promise.resolve('token'),
    newId: () => String((made += 1)),
    onFault: (why) => faults.push(why),
  });
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

const entries = (count: number): DocumentRef[] =>
  Array.from({ length: count }, (_, at) => ({ collection: 'timeline', parent: 'r', id: String(at) }));

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

function answer(status: number): void {
  for (const response of held.splice(0)) response.writeHead(status).end();
}

describe('the doorbell', () => {
  test('E1 in a rush names wait, not requests: eight are made at once, and each entry is rung once', async () => {
    doorbell.ring([...entries(40), { collection: 'outbox', id: 'not rung' }]);
    await until(() => held.length === 8);
    expect(made).toBe(8);
    while (heard.length < 40 || held.length > 0) {
      answer(204);
      await until(() => held.length > 0 || heard.length === 40);
    }
    await doorbell.close();
    expect(made).toBe(40);
    expect(new Set(heard).size).toBe(40);
    expect(faults).toEqual([]);
  });

  test('E1 one that is not heard holds up no other, and is told', async () => {
    doorbell.ring(entries(16));
    await until(() => held.length === 8);
    answer(500);
    await until(() => held.length === 8);
    answer(200);
    await doorbell.close();
    expect(faults).toEqual(Array.from({ length: 8 }, () => 'answered 500'));
  });

  test('E1 a connection that lay idle and is closed in the moment of its use is no fault: the entry is rung once more, on a new one', async () => {
    const seen = new Set<Socket>();
    const reset: string[] = [];
    server.prependListener('request', (request) => {
      if (seen.has(request.socket) && reset.length === 0) {
        reset.push(String(request.headers['ce-subject']));
        request.socket.resetAndDestroy();
      }
      seen.add(request.socket);
    });
    for (let n = 0; reset.length === 0 && n < 1_000; n += 1) {
      const before = heard.length;
      doorbell.ring([{ collection: 'timeline', parent: 'r', id: String(n) }]);
      await until(() => heard.length > before);
      answer(204);
    }
    await until(() => heard.filter((subject) => subject === reset[0]).length === 2);
    answer(204);
    await doorbell.close();
    expect(faults).toEqual([]);
  });

  test('E1 closing waits for what is on its way or waits, and rings no more', async () => {
    doorbell.ring(entries(12));
    await until(() => held.length === 8);
    const closed = doorbell.close();
    doorbell.ring(entries(1));
    answer(204);
    await until(() => held.length === 4);
    answer(204);
    await closed;
    expect(heard).toHaveLength(12);
  });
});
