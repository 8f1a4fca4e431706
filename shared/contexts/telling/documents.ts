import { mailDigestConversions } from '#contexts/telling/shapes.ts';
import type { Episode } from '#contexts/telling/domain/alarm/episode.ts';
import type { AnyEvent, ChannelState, Notification } from '#contexts/telling/domain/budget.ts';
import type { Digest } from '#contexts/telling/domain/digest.ts';
import type { CollectionsFor } from '#kernel/store/collections.ts';
import type { Subject } from '#kernel/subject.ts';
import type { TablesOf } from '#kernel/store/tables.ts';
import { DAY, type Instant } from '#kernel/time.ts';

/** N1. The ledger: one entry per mail to one person. `unknown`: the answer was lost after the text was sent. */
export interface MailDocument {
  key: string;
  /** Whose record it is on (N10): a request, a release, a backend, the installation. */
  belongsTo: Subject;
  /** What its thread is about, where the mail says so. */
  about?: Subject;
  /** N8. Who had it sent once more, where no timeline says so. */
  orderedBy?: string;
  template: string;
  /** Person id, or `contributor`. */
  person: string;
  subject: string;
  messageId: string;
  createdAt: Instant;
  /** `held`: it waits for the end of its reader's quiet hours, or for their time of day (N8). */
  state: 'accepted' | 'rejected' | 'unknown' | 'skipped' | 'held';
  /** The digest that it waited for. */
  digest?: string;
  /** What the mail server said, why it was skipped, or until when it is held. At most 300 characters, no address. */
  response: string;
  attempts: number;
}

/** N6. What was said through one channel, and what is held back. Its id is the channel's. */
interface ChannelDocument<E extends AnyEvent = AnyEvent> {
  channel: string;
  state: ChannelState<E>;
}

/** N6. The notices of one digest, from its first attempt on. Its id is the key of the effect that brings it. */
interface DigestDocument<E extends AnyEvent = AnyEvent> {
  channel: string;
  createdAt: Instant;
  notices: Notification<E>[];
}

/** N8. Its id says who, and until when. */
interface MailDigestDocument extends Digest {
  createdAt: Instant;
}

/** B9. One thing that is watched: `agent:<slug>`, or `mails`. There is none while nothing is wrong. */
export interface AlarmDocument extends Episode {
  id: string;
}

/** `E`: what the product tells. */
export interface TellingDocuments<E extends AnyEvent = AnyEvent> {
  /** N10. The ledger of mails that no process keeps below it. */
  notices: MailDocument;
  channels: ChannelDocument<E>;
  digests: DigestDocument<E>;
  mailDigests: MailDigestDocument;
  alarms: AlarmDocument;
}

export const tellingCollections = {
  places: { notices: {}, channels: {}, digests: {}, mailDigests: {}, alarms: {} },
  indexes: {
    noticesByState: { collection: 'notices', equal: ['state'], order: { field: 'createdAt', direction: 'desc' } },
    noticesNewestFirst: { collection: 'notices', equal: [], order: { field: 'createdAt', direction: 'desc' } },
  },
  retention: {
    /** N10. A year is told in them. */
    notices: { since: 'createdAt', keep: 365 * DAY },
    /** As long as the effect that brings it can be replayed. */
    digests: { since: 'createdAt', keep: 180 * DAY },
    mailDigests: { since: 'createdAt', keep: 30 * DAY },
  },
  conversions: { mailDigests: mailDigestConversions },
  states: {},
} as const satisfies CollectionsFor<TellingDocuments>;

export type TellingTables = TablesOf<TellingDocuments, typeof tellingCollections>;
