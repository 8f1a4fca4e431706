import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { createChatWebhook } from '#platform/chat-webhook.ts';
import type { Notification } from '#contexts/telling/domain/budget.ts';
import type { AnnouncedEvent } from '#products/rehearsal/domain/announce/event.ts';
import { parseSettings, type Settings } from '#functions/wiring/settings.ts';
import { channelsOf } from '#functions/wiring/channels.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';

const NEW = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const OLD = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;

let server: Server;
let url: string;
let got: { headers: IncomingHttpHeaders; body: string }[];
let answer: (status: number) => { status: number; headers?: Record<string, string> };
let status = 200;

beforeEach(async () => {
  got = [];
  status = 200;
  answer = (code) => ({ status: code });
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      const { status: code, headers = {} } = answer(status);
      response.writeHead(code, headers).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

function settings(over: object): Settings {
  const parsed = parseSettings({ ...sampleSettings({ data: 'data', publicUrl: 'https://rehearsal.example.org' }), ...over });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.settings;
}

function notice(n: number): Notification<AnnouncedEvent> {
  const event = {
    type: 'request.approved',
    at: 1_800_000_000_000 + n,
    requestId: `rq${n}`,
    version: n,
    status: 'approved',
    title: '<!channel> @here *Job*',
    change: 'oppia/oppia#1',
  } as const;
  return { key: `rq${n}-1-1-announce`, event };
}

function channels(): ReturnType<typeof channelsOf> {
  const given = settings({ chat: {}, events: { receivers: [{ id: 'dashboard', url: `${url}/hook` }] } });
  return channelsOf({ settings: given }, { eventSecrets: { dashboard: [NEW, OLD] } }, createChatWebhook(`${url}/chat`));
}

const one = { id: 'rq1-1-1-announce', at: 1_800_000_000_001, digest: false, notices: [notice(1)] };

describe('receivers', () => {
  test('N6 an event is what the reference library of Standard Webhooks takes, under each valid secret', async () => {
    expect(await channels().get('dashboard')?.channel.deliver(one)).toEqual({ state: 'accepted', response: 'the receiver answered 200' });
    const [first] = got;
    for (const secret of [NEW, OLD])
      expect(new Webhook(secret).verify(first?.body ?? '', first?.headers as Record<string, string>)).toEqual({
        type: 'request.approved',
        timestamp: '2027-01-15T08:00:00.001Z',
        data: { requestId: 'rq1', version: 1, status: 'approved', title: '<!channel> @here *Job*', change: 'oppia/oppia#1' },
      });
    expect(first?.headers['webhook-id']).toBe(one.id);
    const other = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
    expect(() => new Webhook(other).verify(first?.body ?? '', first?.headers as Record<string, string>)).toThrow();
  });

  test('N6 a digest holds its events with the ids that they would have had', async () => {
    await channels()
      .get('dashboard')
      ?.channel.deliver({ id: 'x-digest', at: one.at, digest: true, notices: [notice(1), notice(2)] });
    const body: unknown = new Webhook(NEW).verify(got[0]?.body ?? '', got[0]?.headers as Record<string, string>);
    expect(body).toMatchObject({
      type: 'digest',
      data: { events: [{ id: 'rq1-1-1-announce', type: 'request.approved' }, { id: 'rq2-1-1-announce' }] },
    });
  });

  test('N6 a refusal is told apart from never again; a redirect is not followed, and silence is no answer', async () => {
    const channel = channels().get('dashboard')?.channel;
    for (const [code, permanent] of [
      [500, false],
      [404, false],
      [429, false],
      [410, true],
    ] as const) {
      status = code;
      expect(await channel?.deliver(one)).toEqual({ state: 'rejected', response: `the receiver answered ${code}`, permanent });
    }
    answer = () => ({ status: 302, headers: { location: `${url}/elsewhere` } });
    expect(await channel?.deliver(one)).toMatchObject({ state: 'rejected', response: 'the receiver answered 302' });
    expect(got).toHaveLength(5);
    const nowhere = settings({ events: { receivers: [{ id: 'dashboard', url: 'http://127.0.0.1:1/secret-path' }] } });
    const dead = channelsOf({ settings: nowhere }, { eventSecrets: { dashboard: [NEW] } }, createChatWebhook(url)).get('dashboard');
    const delivery = await dead?.channel.deliver(one);
    expect(delivery).toMatchObject({ state: 'rejected', permanent: false });
    expect(JSON.stringify(delivery)).not.toContain('secret-path');
  });

  test('N1 N6 an answer that is lost after all was sent is unknown: it may have been taken', async () => {
    const silent = createServer((request) => request.resume().on('end', () => request.socket.destroy())).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const given = settings({ chat: {}, events: { receivers: [{ id: 'dashboard', url: `http://127.0.0.1:${port}/secret-path` }] } });
    const all = channelsOf(
      { settings: given },
      { eventSecrets: { dashboard: [NEW] } },
      createChatWebhook(`http://127.0.0.1:${port}/secret-path`),
    );
    for (const name of ['dashboard', 'chat']) {
      const delivery = await all.get(name)?.channel.deliver(one);
      expect(delivery).toMatchObject({ state: 'unknown' });
      expect(JSON.stringify(delivery)).not.toContain('secret-path');
    }
    silent.close();
  });

  test('X3 a receiver without a secret stops the start, by its name', () => {
    const given = settings({
      events: {
        receivers: [
          { id: 'one', url },
          { id: 'two', url },
        ],
      },
    });
    expect(() => channelsOf({ settings: given }, { eventSecrets: { one: [NEW] } }, createChatWebhook(url))).toThrow(
      'EVENT_SECRETS has no secret for: two',
    );
  });

  test('E3 two receivers of one name, and one called chat, are problems', () => {
    const parsed = parseSettings({
      ...sampleSettings({ data: 'data', publicUrl: 'https://rehearsal.example.org' }),
      events: {
        receivers: [
          { id: 'chat', url },
          { id: 'two', url },
          { id: 'two', url },
          { id: 'x', url: 'file:///etc/passwd' },
        ],
      },
    });
    expect(parsed).toMatchObject({ ok: false });
    const paths = parsed.ok ? [] : parsed.problems.map(({ path }) => path);
    expect(paths.toSorted()).toEqual(['events.receivers[0].id', 'events.receivers[2].id', 'events.receivers[3].url']);
  });
});

describe('chat', () => {
  test('N6 one line, without anything that a chat takes for a mention or markup', async () => {
    await channels().get('chat')?.channel.deliver(one);
    const { text } = z.object({ text: z.string() }).parse(JSON.parse(got[0]?.body ?? '{}'));
    expect(text).toContain('is approved.\nhttps://rehearsal.example.org/board');
    for (const marked of ['<!', '@here', '*Job']) expect(text.replaceAll('\u200b', '|')).not.toContain(marked);
  });

  test('N6 a digest of many is counted and cut', async () => {
    const notices = Array.from({ length: 100 }, (_, n) => notice(n));
    await channels().get('chat')?.channel.deliver({ id: 'x', at: 1, digest: true, notices });
    const { text } = z.object({ text: z.string() }).parse(JSON.parse(got[0]?.body ?? '{}'));
    expect(text).toContain('100 messages');
    expect(text).toContain('… and 70 more');
    expect(text.length).toBeLessThan(8_000);
    status = 500;
    expect(await channels().get('chat')?.channel.deliver(one)).toMatchObject({ state: 'rejected', permanent: false });
  });
});
