import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { guardServer } from '#doors/guard-door.ts';

const MIB = 1024 * 1024;
const KIB = 1024;
const probed = z.object({ rawLength: z.number().nullable(), body: z.unknown(), peakKilobytes: z.number() });

interface Framework {
  child: ChildProcess;
  ports: Map<string, number>;
  lines: string[];
}

async function start(door: 'guarded' | 'open'): Promise<Framework> {
  const program = fileURLToPath(new URL('../support/guarded-function.ts', import.meta.url));
  const child = spawn(process.execPath, [program, door], { stdio: ['ignore', 'pipe', 'inherit'] });
  const framework: Framework = { child, ports: new Map(), lines: [] };
  await new Promise<void>((ready, fail) => {
    child.on('exit', (code) => fail(new Error(`the framework ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      framework.lines.push(line);
      const told = z.object({ name: z.string(), port: z.number() }).safeParse(JSON.parse(line));
      if (told.success) framework.ports.set(told.data.name, told.data.port);
      if (framework.ports.size === 2) ready();
    });
  });
  return framework;
}

/** About 200 KB that inflate to 200 MiB. */
async function bomb(): Promise<Buffer> {
  const gzip = createGzip({ level: 9 });
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => gzip.on('end', resolve));
  const zeros = Buffer.alloc(MIB, 0x20);
  for (let sent = 0; sent < 200; sent += 1) if (!gzip.write(zeros)) await new Promise((resolve) => gzip.once('drain', resolve));
  gzip.end();
  await ended;
  return Buffer.concat(chunks);
}

function stream(bytes: number, chunk = 64 * KIB): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      const size = Math.min(chunk, left);
      left -= size;
      if (size > 0) controller.enqueue(new Uint8Array(size));
      else controller.close();
    },
  });
}

let guarded: Framework;
let gzipped: Buffer;
const opened: Framework[] = [];

beforeAll(async () => {
  guarded = await start('guarded');
  gzipped = await bomb();
});

afterAll(() => {
  for (const { child } of [guarded, ...opened]) child.kill();
});

async function send(init: RequestInit & { duplex?: 'half' }, framework = guarded, name = 'probe'): Promise<Response> {
  return fetch(`http://127.0.0.1:${framework.ports.get(name)}/x`, init);
}

async function probe(init: RequestInit & { duplex?: 'half' } = {}, framework = guarded): Promise<z.infer<typeof probed>> {
  return probed.parse(await (await send(init, framework)).json());
}

async function codeOf(response: Response): Promise<string> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return `${response.status} ${z.object({ code: z.string() }).parse(await response.json()).code}`;
}

describe('the door in front of the Functions Framework', () => {
  test('I13 a body that would inflate to 200 MiB is refused, and costs less than 64 MB', async () => {
    expect(gzipped.length).toBeLessThan(256 * KIB);
    const { peakKilobytes: before } = await probe();
    for (const encoding of ['gzip', 'GZIP', 'identity, gzip', 'br', 'deflate', 'zstd', 'x', '']) {
      for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'application/octet-stream']) {
        const response = await send({
          method: 'POST',
          body: new Uint8Array(gzipped),
          headers: { 'content-encoding': encoding, 'content-type': type },
        });
        expect(await codeOf(response)).toBe('415 content_encoding_refused');
      }
    }
    const { peakKilobytes: after } = await probe();
    expect((after - before) * KIB).toBeLessThan(64e6);
  });

  test('I13 without the door the same body costs more: the measure measures', async () => {
    const open = await start('open');
    opened.push(open);
    const { peakKilobytes: before } = await probe({}, open);
    await send(
      {
        method: 'POST',
        body: new Uint8Array(gzipped),
        headers: { 'content-encoding': 'gzip', 'content-type': 'application/octet-stream' },
      },
      open,
    );
    const { peakKilobytes: after } = await probe({}, open);
    expect((after - before) * KIB).toBeGreaterThan(150e6);
  });

  test('I13 256 KiB pass and one byte more does not, with and without a stated length', async () => {
    const limit = 256 * KIB;
    expect((await probe({ method: 'POST', body: new Uint8Array(limit) })).rawLength).toBe(limit);
    expect((await probe({ method: 'POST', body: stream(limit), duplex: 'half' })).rawLength).toBe(limit);
    expect(await codeOf(await send({ method: 'POST', body: new Uint8Array(limit + 1) }))).toBe('413 body_too_large');
    expect(await codeOf(await send({ method: 'POST', body: stream(limit + 1), duplex: 'half' }))).toBe('413 body_too_large');
  });

  test('I13 a stated length of 10 GB is refused before the body comes', async () => {
    const answer = await rawExchange(
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10000000000\r\n\r\n{',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 [^]*body_too_large/);
  });

  test('I13 an endless stream is answered and cut off, and costs less than 64 MB', async () => {
    const { peakKilobytes: before } = await probe();
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const answer = await rawExchange('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n', chunk);
    expect(answer).toMatch(/^HTTP\/1\.1 413 [^]*body_too_large/);
    const { peakKilobytes: after } = await probe();
    expect((after - before) * KIB).toBeLessThan(64e6);
  });

  test('I13 transfer codings other than chunked are refused', async () => {
    expect(await rawExchange('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 4(?:15|00) /,
    );
  });

  test('I1 a malformed body reaches the handler as bytes', async () => {
    const answer = await probe({ method: 'POST', body: '{"a":', headers: { 'content-type': 'application/json' } });
    expect(answer).toMatchObject({ rawLength: 5, body: 'bytes:{"a":' });
  });

  test.each([
    ['application/json', '{"a":1}', { a: 1 }],
    ['application/json; charset=utf-8', '[1]', [1]],
    ['application/cloudevents+json', '{"b":2}', { b: 2 }],
    ['application/json; charset=utf-7', '{"a":1}', 'bytes:{"a":1}'],
    ['application/x-www-form-urlencoded', 'a=1&a[b]=2', 'bytes:a=1&a[b]=2'],
    ['application/protobuf', 'xyz', 'bytes:xyz'],
    ['', 'q', 'bytes:q'],
  ])('I13 %j is handed on', async (type, body, expected) => {
    const answer = await probe({ method: 'POST', body: Buffer.from(body), headers: type === '' ? {} : { 'content-type': type } });
    expect(answer).toMatchObject({ rawLength: body.length, body: expected });
  });

  test('I13 a guarded server may hand on to another guarded one', async () => {
    const inner = createServer((request, response) => response.end(String(Object.hasOwn(request, 'rawBody'))));
    const outer = createServer((request, response) => inner.emit('request', request, response));
    for (const server of [inner, outer]) guardServer(server);
    outer.listen(0, '127.0.0.1');
    await once(outer, 'listening');
    const address = outer.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{}' });
    expect(await response.text()).toBe('true');
    outer.close();
  });

  test('I13 requests without a body pass', async () => {
    expect(await probe()).toMatchObject({ rawLength: null, body: null });
    expect(await probe({ method: 'POST' })).toMatchObject({ rawLength: null });
  });

  test('D1 events still reach functions for events', async () => {
    const headers = {
      'ce-id': '1',
      'ce-source': 'test',
      'ce-type': 'written',
      'ce-specversion': '1.0',
      'content-type': 'application/json',
    };
    expect((await send({ method: 'POST', body: '{"a":1}', headers }, guarded, 'event')).status).toBe(204);
    const structured = JSON.stringify({ id: '2', source: 'test', type: 'created', specversion: '1.0', data: { b: 2 } });
    expect(
      (await send({ method: 'POST', body: structured, headers: { 'content-type': 'application/cloudevents+json' } }, guarded, 'event'))
        .status,
    ).toBe(204);
    const told = (): string[] => guarded.lines.filter((line) => line.startsWith('{"event"'));
    while (told().length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(told()).toEqual(['{"event":1,"type":"written","data":{"a":1}}', '{"event":2,"type":"created","data":{"b":2}}']);
  });
});

/**
 * Sends the head, then `more` until it is twice as long as a body may be, and after the answer began again and again until the server cuts the
 * line; gives what came back. Who never looks up while sending may find the answer gone with the line: that is no fault of the door.
 */
async function rawExchange(head: string, more?: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(guarded.ports.get('probe') ?? 0, '127.0.0.1', () => {
      socket.write(head);
      if (more !== undefined) for (let sent = 0; sent < 512 * KIB; sent += more.length) socket.write(more);
    });
    const pump = (): void => {
      if (more !== undefined && !socket.destroyed) socket.write(more, () => setImmediate(pump));
    };
    socket.on('data', (chunk) => {
      if (answer === '') pump();
      answer += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}
