import type { CollectionsFor } from '#kernel/store/collections.ts';
import type { TablesOf } from '#kernel/store/tables.ts';
import { DAY, type Instant } from '#kernel/time.ts';

/** I2. One webhook-id: what came and what was answered. */
export interface InboxDocument {
  bodyHash: string;
  receivedAt: Instant;
  status: number;
  answer: unknown;
}

/** I13. Submissions counted in one window of one subject. */
export interface QuotaDocument {
  windowStart: Instant;
  count: number;
  /** Only of what has not proved itself: requests of this window whose address was not confirmed when it was last looked at. */
  waiting?: string[];
}

export interface IntakeDocuments {
  inbox: InboxDocument;
  quotas: QuotaDocument;
}

export const intakeCollections = {
  places: { inbox: {}, quotas: {} },
  indexes: {},
  retention: {
    /** I2: until then the same webhook-id gets the same answer. */
    inbox: { since: 'receivedAt', keep: 90 * DAY },
    quotas: { since: 'windowStart', keep: 7 * DAY },
  },
  conversions: {},
  states: {},
} as const satisfies CollectionsFor<IntakeDocuments>;

export type IntakeTables = TablesOf<IntakeDocuments, typeof intakeCollections>;
