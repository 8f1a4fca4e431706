import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { guardServer } from '#doors/guard-door.ts';
import { createReceiveRequest } from '#functions/receive-request/handler.ts';
import { sampleRules } from '#test/support/sample-request.ts';
import { sampleContext } from '#test/support/sample-submission.ts';
import { collections } from '#functions/wiring/collections.ts';

/** `down`: 503 before the function is asked. `lost`: the function answers, and nobody hears it. */
type Mood = 'well' | 'down' | 'lost';

export interface IntakeServer {
  url: string;
  time: { now: number };
  be(mood: Mood): void;
  requests(): Promise<RequestState[]>;
  close(): Promise<void>;
}

/** The real receive-request, served by the Functions Framework over a store in memory. */
export async function startIntake(secrets: string[]): Promise<IntakeServer> {
  const time = { now: 1_800_000_000_000 };
  const store = openSqliteStore({ collections, path: ':memory:', now: () => time.now });
  const system: System = {
    store,
    queue: { enqueue: async () => 'enqueued' },
    rules: sampleRules,
    timeScale: 1,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    log: () => undefined,
  };
  let made = 0;
  const intake = {
    open: true,
    context: sampleContext,
    quotas: { perContributor: 10, perChange: 10, perDay: 100, unproven: { perContributor: 10, perChange: 10, perDay: 100 } },
    newId: () => `rq${(made += 1)}`,
    statusUrl: (id: string) => `https://rehearsal.example.org/status/${id}`,
  };
  const noPages = () => {
    throw new Error('the webhook shows no page');
  };
  http(
    'receive-request',
    createReceiveRequest(system, intake, { secrets, wallClock: () => time.now }, { read: noPages, show: noPages, refuse: noPages }),
  );
  const framework = getTestServer('receive-request');
  let mood: Mood = 'well';
  const front = createServer((request, response) => {
    if (mood === 'down') return void response.writeHead(503, { 'retry-after': '600' }).end();
    // The function has done its work when it begins its answer.
    if (mood === 'lost') response.writeHead = () => (response.destroy(), response);
    framework.emit('request', request, response);
  });
  guardServer(front);
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const address = front.address();
  return {
    url: `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/requests`,
    time,
    be: (next) => void (mood = next),
    requests: async () => (await store.query({ index: 'requestsNewestFirst', equal: {}, limit: 50 })).map(({ document }) => document.state),
    async close() {
      front.closeAllConnections();
      await new Promise((resolve) => front.close(resolve));
      await store.close();
    },
  };
}
