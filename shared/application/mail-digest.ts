import type { MailDigestDocument } from '#contracts/document-types.ts';
import type { DocumentRef } from '#contracts/documents.ts';
import type { Duration, Instant } from '#domain/time.ts';
import { leaseTime, patience } from '#application/outbox.ts';
import type { Write } from '#application/perform-effect.ts';
import type { System } from '#application/system.ts';

/** Most mails of one digest: it stays readable, and small enough for every mail server. */
const MOST = 40;
/** On the wall: how long the others wait before they ask again whether they were brought. */
const LOOK_AGAIN = 20_000;

/** One of a digest's mails. */
export interface Held {
  key: string;
  requestId: string;
}

/**
 * What one of a digest's mails is to do when its time has come. `brings`: it takes the others along, those that are still wanted. `waits`:
 * another is just doing so. `brought`: another has. `alone`: there are no others, or nobody brought it in time, and it is sent by itself.
 */
export type Part =
  | { part: 'alone' }
  | { part: 'brings'; others: Held[] }
  | { part: 'waits'; after: Duration }
  | { part: 'brought'; messageId: string };

/** Somebody of the settings, and until when it waits: nobody else's mails do, so that no address is needed. */
export function digestId(person: string, until: Instant): string {
  return `${person}-${Math.round(until)}`;
}

/** The mail is on the list of those that wait. */
export function joinDigest(id: string, until: Instant, { key, requestId }: Held): Write {
  return async (tx, at) => {
    const known: MailDigestDocument = (await tx.get(ref(id))) ?? { createdAt: at, until, mails: [] };
    if (known.mails.length >= MOST || known.mails.some((one) => one.key === key)) return;
    tx.set(ref(id), { ...known, mails: [...known.mails, { key, requestId }] });
  };
}

/**
 * One transaction decides who brings. A bringer has the length of a lease for it, and nobody begins so late that the others might have gone
 * out by themselves meanwhile: nothing waits for ever, and nothing comes twice but where nobody knows whether it came.
 */
export async function partIn(system: System, id: string, { key }: Held): Promise<Part> {
  return system.store.transact(async (tx) => {
    const digest = await tx.get(ref(id));
    const at = tx.now();
    const lease = leaseTime(system, 'send_mail');
    if (digest === undefined || digest.mails.length < 2 || !digest.mails.some((one) => one.key === key)) return { part: 'alone' };
    const { sent, bringer, until, mails } = digest;
    if (sent?.keys.includes(key) === true) return { part: 'brought', messageId: sent.messageId };
    if (sent !== undefined) return { part: 'alone' };
    if (at + lease <= until + 3 * lease && (bringer === undefined || bringer.key === key || bringer.until <= at)) {
      tx.set(ref(id), { ...digest, bringer: { key, until: at + lease } });
      return { part: 'brings', others: mails.filter((one) => one.key !== key) };
    }
    const isWaiting = at < until + 3 * lease && bringer !== undefined && bringer.key !== key;
    return isWaiting ? { part: 'waits', after: patience(system, LOOK_AGAIN) } : { part: 'alone' };
  });
}

/** The mail server has taken it. */
export function sentDigest(id: string, keys: string[], messageId: string): Write {
  return async (tx, at) => {
    const digest = await tx.get(ref(id));
    if (digest !== undefined && digest.sent === undefined) tx.set(ref(id), { ...digest, sent: { at, keys, messageId } });
  };
}

function ref(id: string): DocumentRef<'mailDigests'> {
  return { collection: 'mailDigests', id };
}
