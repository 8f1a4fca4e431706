import { segments, type AuditCursor, type Segment } from '#contexts/access/domain/audit/cursor.ts';
import { collectionOf, type AuditFound } from '#contexts/access/domain/audit/entry.ts';
import type { AuditFilter } from '#contexts/access/domain/audit/filter.ts';
import { StoreError } from '#kernel/store/errors.ts';
import type { KernelTables } from '#kernel/store/documents.ts';
import type { Store } from '#kernel/store/port.ts';
import type { Instant } from '#kernel/time.ts';

export type AuditStore = Pick<Store<KernelTables>, 'query' | 'now'>;

/** One entry, and which list it is of. */
export interface Streamed {
  segment: Segment;
  found: AuditFound;
}

const PAGE = 100;

/** All that the best index finds, newest first, behind where a page ended. */
export async function* entriesOf(store: AuditStore, filter: AuditFilter, after: AuditCursor | undefined): AsyncGenerator<Streamed> {
  const streams = segmentsFor(filter).map((segment) => streamOf(store, segment, filter, after));
  const heads = await Promise.all(streams.map(async (stream) => (await stream.next()).value ?? undefined));
  for (;;) {
    const n = newest(heads);
    const head = heads[n];
    if (head === undefined) return;
    yield head;
    heads[n] = (await streams[n]?.next())?.value ?? undefined;
  }
}

/** Of those of one instant the first. */
function newest(heads: readonly (Streamed | undefined)[]): number {
  return heads.reduce((best, head, n) => ((head?.found.document.at ?? -1) > (heads[best]?.found.document.at ?? -1) ? n : best), 0);
}

function segmentsFor({ kind }: AuditFilter): readonly Segment[] {
  return kind === undefined ? segments : [kind === 'request' ? 'ringing' : 'history'];
}

async function* streamOf(
  store: AuditStore,
  segment: Segment,
  filter: AuditFilter,
  cursor: AuditCursor | undefined,
): AsyncGenerator<Streamed, undefined> {
  const to = boundOf(segment, filter, cursor);
  let after = cursor?.segment === segment ? placeOf(cursor) : undefined;
  for (;;) {
    if (to !== undefined && to < (filter.since ?? 0)) return undefined;
    const page = await read(store, segment, filter, {
      limit: PAGE,
      from: filter.since ?? 0,
      ...(to === undefined ? {} : { to }),
      ...(after === undefined ? {} : { after }),
    });
    for (const found of page) yield { segment, found };
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return undefined;
    after = placeOf({ at: last.document.at, ref: last.ref });
  }
}

/** Whatever of the cursor's instant stands before it has been shown. */
function boundOf(segment: Segment, { until }: AuditFilter, cursor: AuditCursor | undefined): Instant | undefined {
  if (cursor === undefined) return until;
  const isShown = segments.indexOf(segment) < segments.indexOf(cursor.segment);
  return Math.min(until ?? cursor.at, isShown ? cursor.at - 1 : cursor.at);
}

type Place = { value: Instant; id: string; parent: string; collection: string };

function placeOf({ at, ref: { collection, parent = '', id } }: Pick<AuditCursor, 'at' | 'ref'>): Place {
  return { value: at, id, parent, collection };
}

interface Bounds {
  limit: number;
  from: Instant;
  to?: Instant;
  after?: Place;
}

async function read(store: AuditStore, segment: Segment, { who, kind }: AuditFilter, bounds: Bounds): Promise<AuditFound[]> {
  if (segment === 'ringing')
    return who === undefined
      ? store.query({ index: 'ringingNewest', equal: {}, ...bounds })
      : store.query({ index: 'ringingOfActorNewest', equal: { actor: who }, ...bounds });
  if (who !== undefined) return store.query({ index: 'historyOfActorNewest', equal: { actor: who }, ...bounds });
  if (kind === undefined) return store.query({ index: 'historyNewest', equal: {}, ...bounds });
  return ofKind(store.query({ index: 'historyOfKindNewest', equal: { collection: collectionOf(kind) }, ...bounds }));
}

/** Of a kind that there is not nothing has happened: whoever asks may have typed anything. */
async function ofKind(found: Promise<AuditFound[]>): Promise<AuditFound[]> {
  return found.catch((error: unknown) => {
    if (error instanceof StoreError && error.code === 'undeclared_query') return [];
    throw error;
  });
}
