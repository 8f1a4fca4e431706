import type { Collections } from '#kernel/store/collections.ts';
import { documentPath } from '#kernel/store/paths.ts';
import type { Transaction } from '#kernel/store/port.ts';
import { checkQuery } from './check-query.ts';
import type { CheckedQuery } from './check-query.ts';
import { documentText } from './json-text.ts';
import { inShape } from './shaped.ts';
import type { CollectionsAs, CollectionOf, DocumentRef, Found, IndexNameOf, IndexQuery, Tables } from '#kernel/store/tables.ts';
import type { Instant } from '#kernel/time.ts';
import { StoreError } from '#kernel/store/errors.ts';

export interface FoundText {
  ref: DocumentRef;
  text: string;
  /** Where the commit that created it stands among all; for queries over a segment. */
  position: string;
}

/** What an adapter reads with; `at` is the store's time of that read. */
export interface Reader {
  get(path: string): Promise<{ text: string | undefined; at: Instant }>;
  query(query: CheckedQuery): Promise<{ found: FoundText[]; at: Instant }>;
}

export type Write =
  | { kind: 'create' | 'set'; ref: DocumentRef; path: string; text: string }
  | { kind: 'delete'; ref: DocumentRef; path: string };

export interface Attempt<T extends Tables> {
  tx: Transaction<T>;
  /** At most one for each document, already checked and taken as a copy. */
  writes(): Write[];
  /** From here on the transaction refuses everything: a call that was not awaited must not vanish. */
  end(): void;
}

/** One run of a transaction's function: the port's promises that need no database are kept here, for every adapter alike. */
export function startAttempt<T extends Tables>(collections: CollectionsAs<T>, reader: Reader): Attempt<T> {
  const writes = new Map<string, Write>();
  let firstReadAt: Instant | undefined;
  let ended = false;
  const requireOpen = (): void => {
    if (ended) throw new TypeError('this transaction is over: every call inside it must be awaited');
  };
  async function read<R extends { at: Instant }>(what: string, reading: () => Promise<R>): Promise<R> {
    requireOpen();
    if (writes.size > 0) throw new StoreError('read_after_write', `${what} is read after ${[...writes.keys()].join(', ')} was written`);
    const result = await reading();
    firstReadAt ??= result.at;
    return result;
  }
  function write(kind: 'create' | 'set', ref: DocumentRef, document: unknown): void {
    requireOpen();
    const path = documentPath(collections, ref);
    writes.set(path, joined(writes.get(path), { kind, ref: { ...ref }, path, text: documentText(collections, ref, path, document) }));
  }
  const tx: Transaction<T> = {
    now() {
      if (firstReadAt === undefined) throw new StoreError('nothing_read', 'the time of a transaction is that of its first read');
      return firstReadAt;
    },
    async get(ref) {
      const path = documentPath(collections, ref);
      return documentFrom(collections, ref, (await read(path, () => reader.get(path))).text);
    },
    query: async (query) =>
      foundFrom(collections, query, (await read(query.index, () => reader.query(checkQuery(collections, query)))).found),
    create: (ref, document) => write('create', ref, document),
    set: (ref, document) => write('set', ref, document),
    delete(ref) {
      requireOpen();
      const path = documentPath(collections, ref);
      writes.set(path, joined(writes.get(path), { kind: 'delete', ref: { ...ref }, path }));
    },
  };
  return { tx, writes: () => [...writes.values()], end: () => void (ended = true) };
}

/** Two writes to one document as one: Firestore takes only certain pairs in one commit. */
function joined(earlier: Write | undefined, later: Write): Write {
  if (earlier === undefined) return later;
  if (later.kind === 'create') {
    if (earlier.kind !== 'delete')
      throw new StoreError('already_exists', `${later.path} was written before in this transaction`, later.path);
    return { ...later, kind: 'set' };
  }
  if (earlier.kind !== 'create') return later;
  if (later.kind === 'delete') throw new TypeError(`${later.path} is created and deleted in one transaction`);
  return { ...later, kind: 'create' };
}

/** Parsed anew for each caller, so that nobody shares an object with the store. The cast: only checked documents were written there. */
export function documentFrom<T extends Tables, C extends CollectionOf<T>>(
  collections: CollectionsAs<T>,
  ref: DocumentRef<C>,
  text: string | undefined,
): T['documents'][C] | undefined {
  return text === undefined ? undefined : (parsed(collections, ref, text) as T['documents'][C]);
}

export function foundFrom<T extends Tables, I extends IndexNameOf<T>>(
  collections: CollectionsAs<T>,
  { index }: IndexQuery<T, I>,
  found: FoundText[],
): Found<T, I>[] {
  const isOfSegment = collections.indexes[index].segment !== undefined;
  return found.map(({ ref, text, position }) => ({ ref, document: parsed(collections, ref, text), ...(isOfSegment ? { position } : {}) }));
}

function parsed(collections: Collections, ref: DocumentRef, text: string): unknown {
  return inShape(collections, ref, JSON.parse(text) as object);
}
