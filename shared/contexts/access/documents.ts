import type { AccountFact } from '#contexts/access/domain/account/facts.ts';
import { accountSchema } from '#contexts/access/domain/account/schema.ts';
import type { AccountState } from '#contexts/access/domain/account/state.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import type { EndsTold } from '#contexts/access/domain/token/ending.ts';
import type { TokenFact } from '#contexts/access/domain/token/facts.ts';
import { tokensSchema } from '#contexts/access/domain/token/schema.ts';
import type { TokensState } from '#contexts/access/domain/token/state.ts';
import type { Chained } from '#kernel/chain.ts';
import type { Asked } from '#kernel/effect.ts';
import type { CollectionsFor } from '#kernel/store/collections.ts';
import type { TablesOf } from '#kernel/store/tables.ts';
import type { StoredState } from '#kernel/stored.ts';
import { DAY, type Instant } from '#kernel/time.ts';

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
  /** B10. Whose end somebody was told of: on no timeline either. */
  endsTold?: EndsTold;
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

export interface AccountDocument extends StoredState<AccountState> {
  id: string;
  /** Of sign-ins by mail of the last while; which of them still work, the state and the clock decide. */
  asks: string[];
  sessionsOpen: number;
  /** When the next of the open sessions is over by the clock. */
  expiresNext?: Instant;
  /** Number of a session → when it was last seen, to a few minutes: no change of it, so it is on no timeline. */
  lastUsed?: Record<string, Instant>;
  /** Of whoever was invited, in small letters. */
  email?: string;
  /** W5. Refusals since the last entry of the same, by what was refused: no change of the account, so they are counted before they are on its timeline. */
  refused?: Record<string, CountedRefusal>;
  /** Since when the oldest of them waits for an entry. */
  refusedSince?: Instant;
}

export interface CountedRefusal {
  since: Instant;
  times: number;
  permission: string;
  door: string;
}

/** One command’s entry; the document’s id is the version, zero-padded to 6 digits. */
interface AccountTimelineDocument extends Chained<AccountFact> {
  person: string;
  at: Instant;
  by: Actor;
  commandId: string;
  command: string;
  effects?: Asked[];
}

/** P2. What a call with an `Idempotency-Key` came to; the document's id is made of the token and the key. */
export interface KeptCallDocument {
  id: string;
  /** Of the first call. */
  at: Instant;
  fingerprint: string;
  /** It is going on, until then at the latest. */
  until?: Instant;
  answer?: { status: number; body: string };
}

/** P2. How long a key is remembered. */
export const KEPT_FOR = 7 * DAY;

/** Where tokens are kept: `tokens/{holder}`, and accounts: `accounts/{person}`; below each its history. */
export interface AccessDocuments {
  accounts: AccountDocument;
  accountTimeline: AccountTimelineDocument;
  keptCalls: KeptCallDocument;
  tokens: TokensDocument;
  tokenTimeline: TokenTimelineDocument;
}

export const accessCollections = {
  places: {
    accounts: {},
    accountTimeline: { parent: 'accounts', segment: 'history', kind: 'account' },
    keptCalls: {},
    tokens: {},
    tokenTimeline: { parent: 'tokens', segment: 'history', kind: 'token' },
  },
  indexes: {
    accountsByAsk: { collection: 'accounts', equal: [], holds: 'asks', order: { field: 'id', direction: 'asc' } },
    accountsByEmail: { collection: 'accounts', equal: ['email'], order: { field: 'id', direction: 'asc' } },
    accountsRefused: { collection: 'accounts', equal: [], order: { field: 'refusedSince', direction: 'asc' } },
    accountsInOrder: { collection: 'accounts', equal: [], order: { field: 'id', direction: 'asc' } },
    accountsByExpiry: { collection: 'accounts', equal: [], order: { field: 'expiresNext', direction: 'asc' } },
    accountTimelineInOrder: { collection: 'accountTimeline', equal: [], order: { field: 'version', direction: 'asc' }, scope: 'parent' },
    tokensByHash: { collection: 'tokens', equal: [], holds: 'hashes', order: { field: 'id', direction: 'asc' } },
    tokensReaching: { collection: 'tokens', equal: [], holds: 'reaches', order: { field: 'id', direction: 'asc' } },
    tokensInOrder: { collection: 'tokens', equal: [], order: { field: 'id', direction: 'asc' } },
    tokensByExpiry: { collection: 'tokens', equal: [], order: { field: 'expiresNext', direction: 'asc' } },
    tokenTimelineInOrder: { collection: 'tokenTimeline', equal: [], order: { field: 'version', direction: 'asc' }, scope: 'parent' },
  },
  retention: { keptCalls: { since: 'at', keep: KEPT_FOR } },
  conversions: {},
  states: { accounts: accountSchema, tokens: tokensSchema },
} as const satisfies CollectionsFor<AccessDocuments>;

export type AccessTables = TablesOf<AccessDocuments, typeof accessCollections>;
