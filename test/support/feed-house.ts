import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { operatorPrincipal } from '#contexts/access/domain/rights/grants.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { Place } from '#contexts/access/domain/rights/place.ts';
import type { FeedAnswer } from '#doors/contracts/feed-event.ts';
import { createServeEvents } from '#functions/serve-events/handler.ts';
import { collections } from '#functions/wiring/collections.ts';
import type { Store } from '#functions/wiring/system.ts';
import { openFeed } from '#kernel/feed/feed.ts';
import { createHub } from '#kernel/feed/hub.ts';
import { sampleCursors } from '#test/support/cursors.ts';
import { countOperations, type Operations } from '#test/support/counting.ts';

export interface FeedHouse {
  url: string;
  operations: Operations;
  /** Who comes with this bearer token. */
  people: Map<string, Principal>;
  places: Map<string, Place>;
  /** Something happens to a process. */
  happens(collection: 'timeline' | 'backendTimeline' | 'runTimeline', id: string): Promise<void>;
  ask(query: string, token?: string): Promise<{ status: number; body: FeedAnswer }>;
  close(): Promise<void>;
}

/** A cursor of a store that is far ahead of the one that gave this. */
export function aheadOf(cursor: string): string {
  const plain = sampleCursors.reveal('feed', cursor) ?? '';
  return sampleCursors.hide('feed', plain.replace(/\.0{20}/, '.00999999999999999999'));
}

/** The feed over HTTP and a store in memory, with a hub that looks every 20 ms. */
export async function openFeedHouse({ lookEvery = 20, lifetime = 60_000, wall = () => performance.now() } = {}): Promise<FeedHouse> {
  const { store, operations } = countOperations<never>(openSqliteStore({ collections, path: ':memory:' }) as never);
  const people = new Map<string, Principal>([['operator', operatorPrincipal('local', 'token')]]);
  const places = new Map<string, Place>();
  const versions = new Map<string, number>();
  const house = store as unknown as Store;
  const hub = createHub({ open: () => openFeed({ store: house, collections, timeScale: 1 }), lookEvery, wall, sleep: (ms) => sleep(ms) });
  const handler = createServeEvents({
    hub,
    kindOf: (collection) => collections.places[collection]?.kind,
    placeOf: async ({ id }) => places.get(id),
    whoIs: async ({ headers }) => people.get((headers.authorization ?? '').replace('Bearer ', '')),
    cursors: sampleCursors,
    links: { parseStatus: (name) => /^secret-(\w+)\./.exec(name)?.[1] },
    wall,
    lifetime,
  });
  const server = createServer((request, response) => void handler(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/v1/events`;
  return {
    url,
    operations,
    people,
    places,
    async happens(collection, id) {
      const version = (versions.get(id) ?? 0) + 1;
      versions.set(id, version);
      const entry = {
        version,
        by: { kind: 'system', part: 'x' },
        commandId: 'x',
        command: 'change',
        facts: [{ fact: 'secret', mail: 'a@example.org' }],
      };
      await house.transact(async (tx) => {
        await tx.get({ collection: 'links', id: 'x' });
        tx.create({ collection, parent: id, id: String(version).padStart(6, '0') }, { ...entry, at: tx.now() } as never);
      });
    },
    async ask(query, token = 'operator') {
      const answer = await fetch(`${url}${query}`, { headers: { authorization: `Bearer ${token}` } });
      return { status: answer.status, body: (await answer.json()) as FeedAnswer };
    },
    close: () => close(server, house),
  };
}

async function close(server: Server, store: Store): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await store.close();
}
