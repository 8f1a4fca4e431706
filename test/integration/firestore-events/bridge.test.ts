import http from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Firestore } from '@google-cloud/firestore';
import { startBridge } from '#infra/firestore-events/bridge.ts';
import { startFirestoreEmulator } from '#test/support/firestore-emulator.ts';

interface Got {
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

// It would win over the host that the client is told, and the gate's own emulator tells this bridge nothing.
delete process.env['FIRESTORE_EMULATOR_HOST'];

const faults = new Map<string, { drop?: boolean; copies?: number }>();
const bridge = await startBridge({
  backoff: 20,
  token: (audience) => Promise.resolve(`token for ${audience}`),
  fault: (subject) => faults.get(subject) ?? {},
});
// `args` make it a new emulator even where one runs already: only this one tells us of changes.
const emulator = await startFirestoreEmulator([`--functions_emulator=127.0.0.1:${bridge.port}`]);
if (typeof emulator === 'string') console.warn(`The bridge is NOT tried on the Firestore emulator: ${emulator}`);
const withEmulator = typeof emulator === 'string' ? test.skip : test;

let firestore: Firestore;
let server: http.Server;
let got: Got[] = [];
let answers: number[] = [];
beforeAll(async () => {
  if (typeof emulator === 'string') return;
  server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(answers.shift() ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const target = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/functions/dispatch-effect`;
  await bridge.register(emulator.host, 'bridge-test', {
    id: 'outbox',
    eventType: 'google.cloud.firestore.document.v1.created',
    document: 'outbox/{id}',
    target,
  });
  const [host = '', port = ''] = emulator.host.split(':');
  firestore = new Firestore({
    projectId: 'bridge-test',
    host: `${host}:${port}`,
    ssl: false,
    customHeaders: { Authorization: 'Bearer owner' },
  });
});

afterAll(async () => {
  await firestore?.terminate();
  if (typeof emulator === 'object') await emulator.stop();
  await bridge.close();
  server?.close();
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !condition(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(condition()).toBe(true);
}

beforeEach(() => {
  got = [];
  answers = [];
});

withEmulator('E5 a created document rings, with raw protobuf and an identity token', async () => {
  await firestore.doc('outbox/first').create({ text: 'naïve ☂' });
  await until(() => got.length === 1);
  const [event] = got;
  expect(event?.headers['ce-type']).toBe('google.cloud.firestore.document.v1.created');
  expect(event?.headers['ce-subject']).toBe('documents/outbox/first');
  expect(event?.headers['content-type']).toBe('application/protobuf');
  expect(event?.headers.authorization).toMatch(/^Bearer token for http:.*dispatch-effect$/);
  // DocumentEventData.value is field 1, of wire type 2; the document's name and text are inside it, readable.
  expect(event?.body[0]).toBe(0x0a);
  expect(event?.body.includes('projects/bridge-test/databases/(default)/documents/outbox/first')).toBe(true);
  expect(event?.body.includes('naïve ☂')).toBe(true);
});

withEmulator('E5 what a trigger does not name stays silent: other collections and updates', async () => {
  await firestore.doc('other/one').create({ a: 1 });
  await firestore.doc('outbox/first').set({ a: 2 });
  await firestore.doc('outbox/last').create({ a: 1 });
  await until(() => got.length > 0);
  expect(got.map(({ headers }) => headers['ce-subject'])).toEqual(['documents/outbox/last']);
});

withEmulator('Z2 an event that is refused comes again until it is taken', async () => {
  answers = [500, 503, 401];
  await firestore.doc('outbox/refused').create({ a: 1 });
  await until(() => got.length === 4 && bridge.underWay() === 0);
  expect(new Set(got.map(({ headers }) => headers['ce-id'])).size).toBe(1);
});

withEmulator('Z2 tests can drop an accepted event, or have it delivered twice', async () => {
  faults.set('documents/outbox/dropped', { drop: true }).set('documents/outbox/twice', { copies: 2 });
  await firestore.doc('outbox/dropped').create({ a: 1 });
  await firestore.doc('outbox/twice').create({ a: 1 });
  await until(() => got.length === 2 && bridge.underWay() === 0);
  expect(got.map(({ headers }) => headers['ce-subject'])).toEqual(['documents/outbox/twice', 'documents/outbox/twice']);
});
