import type { DocumentRef } from '#products/rehearsal/stored/documents.ts';
import { joined, partOf, type Held, type Part } from '#contexts/telling/domain/digest.ts';
import type { Instant } from '#kernel/time.ts';
import { leaseTime } from '#kernel/outbox.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { Write } from '#products/rehearsal/app/perform-effect.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { MailDigestDocument } from '#contexts/telling/documents.ts';

/** The mail is on the list of those that wait. */
export function joinDigest(id: string, until: Instant, { key }: Held): Write {
  return async (tx, at) => {
    const known: MailDigestDocument = (await tx.get(ref(id))) ?? { createdAt: at, until, mails: [] };
    const now = joined(known, { key });
    if (now !== undefined) tx.set(ref(id), now);
  };
}

/** One transaction decides who brings the others. */
export async function partIn(system: System, id: string, { key }: Held): Promise<Part> {
  return system.store.transact(async (tx) => {
    const digest = await tx.get(ref(id));
    const part = partOf(digest, key, tx.now(), leaseTime(kernelOf(system), 'send_mail'));
    if (digest !== undefined && part.part === 'brings') tx.set(ref(id), { ...digest, bringer: { key, until: part.until } });
    return part;
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
