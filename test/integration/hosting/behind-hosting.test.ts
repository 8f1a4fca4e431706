import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startHostingStandIn, type HostingStandIn } from '#infra/stand-ins/hosting/server.ts';
import { startEmbedded, type Embedded } from '#test/support/embedded.ts';

describe('E5 the stand-in for hosting', () => {
  let server: Server;
  let hosting: HostingStandIn;
  let [calls, now] = [0, 0];
  beforeAll(async () => {
    server = createServer((request, response) => {
      calls += 1;
      if (request.url === '/slow') return void setTimeout(() => response.end('late'), 2_000);
      if (request.url === '/parts') {
        response.write('first ');
        return void setTimeout(() => response.end('last'), 300);
      }
      if (request.url === '/kept') return response.writeHead(404).end();
      if (request.url === '/fresh') return response.writeHead(404, { 'cache-control': 'no-store' }).end();
      response.end(JSON.stringify(request.headers));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const target = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    hosting = await startHostingStandIn({ target, patience: 1_000, wall: () => now });
  });
  afterAll(async () => {
    await hosting.stop();
    server.close();
  });

  test('E5 an answer is held until it has ended, and given up when that takes too long', async () => {
    const begun = performance.now();
    const answer = await fetch(`${hosting.url}/parts`);
    expect(performance.now() - begun).toBeGreaterThan(250);
    expect(await answer.text()).toBe('first last');
    expect((await fetch(`${hosting.url}/slow`)).status).toBe(504);
  });

  test('E5 one cookie goes through, and a bare 404 is kept for ten minutes', async () => {
    const headers = (await (await fetch(hosting.url, { headers: { cookie: 'other=1; __session=s.1.2; more=3' } })).json()) as {
      cookie?: string;
    };
    expect(headers.cookie).toBe('__session=s.1.2');
    for (const [path, asked] of [
      ['/kept', 1],
      ['/fresh', 3],
    ] as const) {
      const before = calls;
      for (let n = 0; n < 3; n += 1) expect((await fetch(`${hosting.url}${path}`)).status).toBe(404);
      expect([path, calls - before]).toEqual([path, asked]);
    }
    now += 600_001;
    const before = calls;
    await fetch(`${hosting.url}/kept`);
    expect(calls - before).toBe(1);
  });
});

describe('E5 P7 behind hosting', () => {
  let home: Embedded;
  let hosting: HostingStandIn;
  beforeAll(async () => {
    home = await startEmbedded({ agent: false });
    hosting = await startHostingStandIn({ target: home.runtime.url });
  }, 60_000);
  afterAll(async () => {
    await hosting?.stop();
    await home?.stop();
  });

  const signedIn = async (): Promise<string> => {
    const key = home.runtime.parts.operatorToken;
    const answer = await fetch(`${hosting.url}/board?key=${key}`, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    return (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  };

  test('X6 P7 whoever signs in sees the board, follows the feed, and no 404 of ours is kept', async () => {
    const cookie = await signedIn();
    const board = await fetch(`${hosting.url}/board`, { headers: { cookie } });
    expect(await board.text()).toContain('data-live=');
    const { cursor } = (await (await fetch(`${hosting.url}/api/v1/events`, { headers: { cookie } })).json()) as { cursor: string };
    const waiting = fetch(`${hosting.url}/api/v1/events?after=${cursor}&wait=45`, { headers: { cookie } });
    const sent = fetch(`${home.runtime.url}/api/v1/backends/local/pause`, {
      method: 'POST',
      headers: { authorization: `Bearer ${home.runtime.parts.operatorToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ why: 'a test' }),
    });
    expect((await sent).status).toBe(200);
    const told = (await (await waiting).json()) as { events: { kind: string; id: string }[] };
    expect(told.events.map(({ kind, id }) => `${kind} ${id}`)).toContain('backend local');
    for (const path of [
      '/none',
      '/requests/none',
      '/operations/none/log',
      '/api/v1/none',
      '/agent/v1/none',
      '/links/none',
      '/status/none',
      '/evidence/none',
    ]) {
      const answer = await fetch(`${hosting.url}${path}`, { headers: { cookie } });
      await answer.arrayBuffer();
      if (answer.status === 404)
        expect([path, answer.headers.get('cache-control')]).toEqual([path, expect.stringMatching(/no-store|no-cache/)]);
    }
  });

  test('P3 an agent waits for its tasks behind it', async () => {
    const [token = ''] = home.runtime.parts.secrets.agentTokens['local'] ?? [];
    const answer = await fetch(`${hosting.url}/agent/v1/local/tasks?wait=1`, { headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, await answer.json()]).toEqual([200, { tasks: [] }]);
  });
});
