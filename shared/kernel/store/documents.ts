import type { AnyEffect, OutboxEntry } from '#kernel/effect.ts';
import type { CollectionsFor } from '#kernel/store/collections.ts';
import { historyIndexes } from '#kernel/store/history.ts';
import type { Transaction } from '#kernel/store/port.ts';
import type { TablesOf } from '#kernel/store/tables.ts';
import { DAY, type Instant } from '#kernel/time.ts';

/** Tries at the code of one person's links to one question; five wrong ones kill it. `wrongCodes`: of the same round of links. Beside them stands what an entry of the process's timeline names it by. */
interface Attempts {
  wrongCodes: number;
  lastAt: Instant;
}

/** What the kernel keeps. */
export interface KernelDocuments<E extends AnyEffect = AnyEffect> {
  outbox: OutboxEntry<E>;
  links: Attempts;
}

export const kernelCollections = {
  places: { outbox: {}, links: {} },
  indexes: {
    outboxDue: { collection: 'outbox', equal: ['open'], order: { field: 'sweepAt', direction: 'asc' } },
    outboxDeadFirst: { collection: 'outbox', equal: ['state'], order: { field: 'finishedAt', direction: 'asc' } },
    outboxDead: { collection: 'outbox', equal: ['state'], order: { field: 'finishedAt', direction: 'desc' } },
    outboxOfTrace: { collection: 'outbox', equal: ['traceId'], order: { field: 'createdAt', direction: 'asc' } },
    ...historyIndexes,
  },
  retention: {
    /** Long enough to see a dead letter and replay it (B5). */
    outbox: { since: 'finishedAt', keep: 180 * DAY },
    /** Longer than any link lives (settings allow 90 days), so that its count of wrong codes never starts anew. */
    links: { since: 'lastAt', keep: 100 * DAY },
  },
  conversions: {},
  states: {},
} as const satisfies CollectionsFor<KernelDocuments>;

export type KernelTables = TablesOf<KernelDocuments, typeof kernelCollections>;

/** What the kernel itself does in a transaction; processes read and write their own documents in the same one. */
export type KernelTransaction = Pick<Transaction<KernelTables>, 'now' | 'get' | 'create' | 'set'>;
