import type { Chained } from '#kernel/chain.ts';
import type { AnyFact } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/**
 * One entry of any timeline: what all of them have in common. Whose it is stands in the reference by which it is found: `ref.parent` is the
 * document of the process, and what `ref.collection` lies below is its kind.
 */
export interface HistoryEntry extends Chained<AnyFact> {
  /** The store's time at which its commit began: others that began later may be seen before it. */
  at: Instant;
  by: unknown;
  commandId: string;
  command: string;
}

/** The two names that timelines have in a path: of those that ring, and of the others (store/timelines.ts). */
export interface HistorySegments {
  history: HistoryEntry;
  timeline: HistoryEntry;
}

const asc = { field: 'at', direction: 'asc' } as const;
const desc = { field: 'at', direction: 'desc' } as const;
const everywhere = { segment: 'history', scope: 'all' } as const;
const ringing = { segment: 'timeline', scope: 'all' } as const;

/** P7, W5. All timelines by time, without a document beside them. One place and one pair of names for both segments: `history…` and `timeline…`. */
export const historyIndexes = {
  historyInOrder: { ...everywhere, equal: [], order: asc },
  historyNewest: { ...everywhere, equal: [], order: desc },
  historyOfActor: { ...everywhere, equal: ['actor'], order: asc },
  historyOfActorNewest: { ...everywhere, equal: ['actor'], order: desc },
  historyOfKind: { ...everywhere, equal: ['collection'], order: asc },
  historyOfKindNewest: { ...everywhere, equal: ['collection'], order: desc },
  historyOfTrace: { ...everywhere, equal: ['traceId'], order: asc },
  ringingInOrder: { ...ringing, equal: [], order: asc },
  ringingNewest: { ...ringing, equal: [], order: desc },
  ringingOfActor: { ...ringing, equal: ['actor'], order: asc },
  ringingOfActorNewest: { ...ringing, equal: ['actor'], order: desc },
  ringingOfTrace: { ...ringing, equal: ['traceId'], order: asc },
} as const;
