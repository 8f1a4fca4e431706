import type { MailDocument } from '#products/rehearsal/stored/document-types.ts';
import { isAlarm } from '#products/rehearsal/domain/mail/template.ts';
import { smallest } from '#kernel/lists.ts';
import { DAY, type Instant } from '#kernel/time.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** N1. Mails of the last day that the mail server did not take, and has not taken since. */
export interface RefusedMails {
  count: number;
  /** There may be more. */
  isLeast: boolean;
  /** When the first of them was refused last, as far as was looked. */
  since: Instant;
  /** What the server said to the newest; no address. */
  said: string;
}

const WINDOW = DAY;
/** Looked at one by one, of those of requests and of others. */
const LOOKED = 100;

/** By the ledger, counted by the store. What tells of alarms is left out: a refusal of it would ring the next. */
export async function readRefusedMails({ store }: System, now: Instant): Promise<RefusedMails | undefined> {
  const query = { equal: { state: 'rejected' }, from: now - WINDOW } as const;
  const [mails, notices] = await Promise.all([
    store.query({ index: 'mailsByState', ...query, limit: LOOKED }),
    store.query({ index: 'noticesByState', ...query, limit: LOOKED }),
  ]);
  const news: MailDocument[] = [...mails, ...notices].map(({ document }) => document).filter(({ template }) => !isAlarm(template));
  const newest = news.toSorted((a, b) => b.createdAt - a.createdAt)[0];
  if (newest === undefined) return undefined;
  const ofRequests = mails.length < LOOKED ? mails.length : await store.count({ index: 'mailsByState', ...query });
  const others = news.length - mails.length;
  const times = news.map(({ createdAt }) => createdAt);
  return { count: ofRequests + others, isLeast: notices.length >= LOOKED, since: smallest(newest.createdAt, times), said: newest.response };
}
