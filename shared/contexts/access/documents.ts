import type { Actor } from '#contexts/access/domain/people.ts';
import type { TokenFact } from '#contexts/access/domain/token/facts.ts';
import { tokensSchema } from '#contexts/access/domain/token/schema.ts';
import type { TokensState } from '#contexts/access/domain/token/state.ts';
import type { Chained } from '#kernel/chain.ts';
import type { Asked } from '#kernel/effect.ts';
import type { CollectionsFor } from '#kernel/store/collections.ts';
import type { TablesOf } from '#kernel/store/tables.ts';
import type { StoredState } from '#kernel/stored.ts';
import type { Instant } from '#kernel/time.ts';

export interface TokensDocument extends StoredState<TokensState> {
  id: string;
  /** Of those that have not ended; which of them are valid, the clock decides. */
  hashes: string[];
  /** Backends that some of those may reach. */
  reaches: string[];
  /** When the next of them is over by the clock. */
  expiresNext?: Instant;
  /** Number → when it last opened something, to the hour: no change of the token, so it is on no timeline. */
  lastUsed?: Record<string, Instant>;
}

/** One command’s entry; the document’s id is the version, zero-padded to 6 digits. */
interface TokenTimelineDocument extends Chained<TokenFact> {
  holder: string;
  at: Instant;
  by: Actor;
  commandId: string;
  command: string;
  effects?: Asked[];
}

/** Where tokens are kept: `tokens/{holder}`, and below it their history. */
export interface AccessDocuments {
  tokens: TokensDocument;
  tokenTimeline: TokenTimelineDocument;
}

export const accessCollections = {
  places: { tokens: {}, tokenTimeline: { parent: 'tokens', segment: 'history' } },
  indexes: {
    tokensByHash: { collection: 'tokens', equal: [], holds: 'hashes', order: { field: 'id', direction: 'asc' } },
    tokensReaching: { collection: 'tokens', equal: [], holds: 'reaches', order: { field: 'id', direction: 'asc' } },
    tokensInOrder: { collection: 'tokens', equal: [], order: { field: 'id', direction: 'asc' } },
    tokensByExpiry: { collection: 'tokens', equal: [], order: { field: 'expiresNext', direction: 'asc' } },
    tokenTimelineInOrder: { collection: 'tokenTimeline', equal: [], order: { field: 'version', direction: 'asc' }, scope: 'parent' },
  },
  retention: {},
  conversions: {},
  states: { tokens: tokensSchema },
} as const satisfies CollectionsFor<AccessDocuments>;

export type AccessTables = TablesOf<AccessDocuments, typeof accessCollections>;
