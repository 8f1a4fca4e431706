import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Store, Transaction } from '#kernel/store/port.ts';
import type { Tables } from '#kernel/store/tables.ts';

/** Document operations as Firestore bills them: a query costs what it returns, and at least one read. */
export interface Operations {
  reads: number;
  /** Of those, what was only counted. */
  counts: number;
  writes: number;
  deletes: number;
  /** By collection, what a query found by its index; reads and writes together. */
  byCollection: Map<string, number>;
}

/** A store that counts. Attempts of a transaction that ran again are counted too, as they are billed. */
export function countOperations<T extends Tables>(store: Store<T>): { store: Store<T>; operations: Operations } {
  const operations: Operations = { reads: 0, counts: 0, writes: 0, deletes: 0, byCollection: new Map() };
  const note = (kind: 'reads' | 'writes' | 'deletes', collection: string, count = 1): void => {
    operations[kind] += count;
    operations.byCollection.set(collection, (operations.byCollection.get(collection) ?? 0) + count);
  };
  function reader(inner: Pick<Store<T>, 'get' | 'query'>): Pick<Store<T>, 'get' | 'query'> {
    return {
      get(ref) {
        note('reads', ref.collection);
        return inner.get(ref);
      },
      async query(query) {
        const found = await inner.query(query);
        note('reads', query.index, Math.max(1, found.length));
        return found;
      },
    };
  }
  function counted(tx: Transaction<T>): Transaction<T> {
    return {
      ...reader(tx),
      now: () => tx.now(),
      create: (ref, document) => (note('writes', ref.collection), tx.create(ref, document)),
      set: (ref, document) => (note('writes', ref.collection), tx.set(ref, document)),
      delete: (ref) => (note('deletes', ref.collection), tx.delete(ref)),
    };
  }
  return {
    operations,
    store: {
      ...reader(store),
      transact: (work) => store.transact((tx) => work(counted(tx))),
      // One read for each thousand index entries.
      async count(query) {
        const found = await store.count(query);
        const cost = Math.max(1, Math.ceil(found / 1_000));
        operations.counts += cost;
        note('reads', query.index, cost);
        return found;
      },
      now: () => store.now(),
      close: () => store.close(),
    },
  };
}

/** Calls of functions in this process, by name, from now until `stop`. Polls of the agent and looks at the mailbox are none. */
export function countInvocations(): { invocations: Map<string, number>; stop(): void } {
  const invocations = new Map<string, number>();
  function seen(message: unknown): void {
    if (typeof message !== 'object' || message === null || !('request' in message)) return;
    const { url = '', method } = message.request as IncomingMessage;
    const name = nameOf(url, method ?? 'GET');
    if (name !== undefined) invocations.set(name, (invocations.get(name) ?? 0) + 1);
  }
  subscribe('http.server.request.start', seen);
  return { invocations, stop: () => void unsubscribe('http.server.request.start', seen) };
}

function nameOf(url: string, method: string): string | undefined {
  // The emulator's posts to the bridge, `/functions/projects/…`, are events on their way, no calls.
  const internal = /^\/functions\/(?!projects\/)([a-z-]+)/.exec(url)?.[1];
  if (internal !== undefined) return internal;
  if (url.startsWith('/requests') && method === 'POST') return 'receive-request';
  if (url.startsWith('/links/')) return 'follow-link';
  if (url.startsWith('/agent/') && method === 'POST') return 'serve-agent';
  return undefined;
}
