import { joined, partOf, type Held, type Part } from '#contexts/telling/domain/digest.ts';
import type { MailDigestDocument, TellingTables } from '#contexts/telling/documents.ts';
import type * as kernel from '#kernel/app/perform.ts';
import type { Transaction } from '#kernel/store/port.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';
import type { System } from '#kernel/system.ts';
import type { Duration, Instant } from '#kernel/time.ts';

type Write = kernel.Write<Transaction<TellingTables>>;

/** The mail is on the list of those that wait. */
export function joinDigest(id: string, until: Instant, { key }: Held): Write {
  return async (tx, at) => {
    const known: MailDigestDocument = (await tx.get(ref(id))) ?? { createdAt: at, until, mails: [] };
    const now = joined(known, { key });
    if (now !== undefined) tx.set(ref(id), now);
  };
}

/** One transaction decides who brings the others. `lease`: of whoever sends a mail. */
export async function partIn({ store }: Pick<System<TellingTables>, 'store'>, id: string, { key }: Held, lease: Duration): Promise<Part> {
  return store.transact(async (tx) => {
    const digest = await tx.get(ref(id));
    const part = partOf(digest, key, tx.now(), lease);
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
