import type { CollectionName, Documents } from '#products/rehearsal/stored/documents.ts';
import { DAY, type Duration } from '#kernel/time.ts';

export interface Retention<C extends CollectionName = CollectionName> {
  /** The instant from which a document's time runs; a document without it is not over yet, and stays. */
  since: keyof Documents[C] & string;
  keep: Duration;
}

/**
 * What is deleted by itself once nobody can need it any more (Z4). Requests, their timeline and their mails are not here: they are the record,
 * out of which only personal data goes (products/rehearsal/app/forget-contributor.ts).
 * Firestore deletes by the field `expireAt`, infra/google declares the policy for these same collections; the SQLite store deletes at each start.
 */
export const retention: { [C in CollectionName]?: Retention<C> } = {
  /** Long enough to see a dead letter and replay it (B5). */
  outbox: { since: 'finishedAt', keep: 180 * DAY },
  agentTasks: { since: 'finishedAt', keep: 180 * DAY },
  /** I2: until then the same webhook-id gets the same answer. */
  inbox: { since: 'receivedAt', keep: 90 * DAY },
  /** Longer than any link lives (settings allow 90 days), so that its count of wrong codes never starts anew. */
  links: { since: 'lastAt', keep: 100 * DAY },
  quotas: { since: 'windowStart', keep: 7 * DAY },
  /** As long as the effect that brings it can be replayed. */
  digests: { since: 'createdAt', keep: 180 * DAY },
  /** N10. No request keeps them; a year is told in them. */
  notices: { since: 'createdAt', keep: 365 * DAY },
  mailDigests: { since: 'createdAt', keep: 30 * DAY },
};

/** When a document of this collection may go. Undefined: it stays. */
export function expiryOf(collection: CollectionName, field: (name: string) => unknown): number | undefined {
  const declared = retention[collection];
  const since = declared === undefined ? undefined : field(declared.since);
  return declared !== undefined && typeof since === 'number' ? since + declared.keep : undefined;
}
