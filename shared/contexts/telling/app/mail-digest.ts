import { joined, partOf, type Held, type Part } from '#contexts/telling/domain/digest.ts';
import type { TellingStore, TellingTransaction } from '#contexts/telling/ports/store.ts';
import type { Write } from '#kernel/app/perform.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';
import type { Duration, Instant } from '#kernel/time.ts';

function refOf(id: string): DocumentRef<'mailDigests'> {
  return { collection: 'mailDigests', id };
}

/** The mail is on the list of those that wait. */
export function joinDigest(id: string, until: Instant, { key }: Held): Write<TellingTransaction> {
  return async (tx, at) => {
    const known = (await tx.get(refOf(id))) ?? { createdAt: at, until, mails: [] };
    const now = joined(known, { key });
    if (now !== undefined) tx.set(refOf(id), now);
  };
}

/** One transaction decides who brings the others. `lease`: how long one may take. */
export async function partIn<Tx extends TellingTransaction>(
  store: TellingStore<Tx>,
  id: string,
  { key }: Held,
  lease: Duration,
): Promise<Part> {
  return store.transact(async (tx) => {
    const digest = await tx.get(refOf(id));
    const part = partOf(digest, key, tx.now(), lease);
    if (digest !== undefined && part.part === 'brings') tx.set(refOf(id), { ...digest, bringer: { key, until: part.until } });
    return part;
  });
}

/** The mail server has taken it. */
export function sentDigest(id: string, keys: string[], messageId: string): Write<TellingTransaction> {
  return async (tx, at) => {
    const digest = await tx.get(refOf(id));
    if (digest !== undefined && digest.sent === undefined) tx.set(refOf(id), { ...digest, sent: { at, keys, messageId } });
  };
}
