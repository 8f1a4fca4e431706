import type { Duration, Instant } from '#kernel/time.ts';

/** One of a digest's mails. */
export interface Held {
  /** Of its effect, which says whose it is: those of any subjects go out as one (N10). */
  key: string;
}

/** N8. Mails that wait for one reader until one instant, to go out as one. */
export interface Digest {
  until: Instant;
  /** In the order in which they were held. What came when the list was full goes out by itself. */
  mails: Held[];
  /** Which of them brings the others, and by when it has done so or may be replaced. */
  bringer?: { key: string; until: Instant };
  /** Once the mail server has it: when, which others were in it, and the mail's name. */
  sent?: { at: Instant; keys: string[]; messageId: string };
}

/** What one of a digest's mails is to do when its time has come. */
export type Part =
  /** There are no others, or nobody brought it in time: it is sent by itself. */
  | { part: 'alone' }
  /** It takes the others along, those that are still wanted, and has until then to do so. */
  | { part: 'brings'; others: Held[]; until: Instant }
  /** Another is just doing so. */
  | { part: 'waits' }
  /** Another has. */
  | { part: 'brought'; messageId: string };

/** Somebody of the settings, and until when it waits: nobody else's mails do, so that no address is needed. */
export function digestId(person: string, until: Instant): string {
  return `${person}-${Math.round(until)}`;
}

/** Most mails of one digest: it stays readable, and small enough for every mail server. */
const MOST = 40;

/** With one more mail; undefined when it is on the list already, or the list is full. Pure. */
export function joined<T extends Digest>(digest: T, mail: Held): T | undefined {
  if (digest.mails.length >= MOST || digest.mails.some(({ key }) => key === mail.key)) return undefined;
  return { ...digest, mails: [...digest.mails, mail] };
}

/**
 * A bringer has the length of a lease for it, and nobody begins so late that the others, which wait for three, might have gone out by
 * themselves meanwhile: nothing waits for ever, and nothing comes twice but where nobody knows whether it came. Pure.
 */
export function partOf(digest: Digest | undefined, mail: string, at: Instant, lease: Duration): Part {
  if (digest === undefined || digest.mails.length < 2 || !digest.mails.some(({ key }) => key === mail)) return { part: 'alone' };
  const { sent, bringer, until, mails } = digest;
  if (sent !== undefined) return sent.keys.includes(mail) ? { part: 'brought', messageId: sent.messageId } : { part: 'alone' };
  const last = until + 3 * lease;
  const mayBring = bringer === undefined || bringer.key === mail || bringer.until <= at;
  if (mayBring && at + lease <= last) return { part: 'brings', others: mails.filter(({ key }) => key !== mail), until: at + lease };
  return bringer !== undefined && bringer.key !== mail && at < last ? { part: 'waits' } : { part: 'alone' };
}
