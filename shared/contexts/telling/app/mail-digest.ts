import { joined, partOf, type Held, type Part } from '#contexts/telling/domain/digest.ts';
import type { AnyMail } from '#contexts/telling/domain/mail/effect.ts';
import type { MailDigestDocument } from '#contexts/telling/documents.ts';
import type { MailRecords } from '#contexts/telling/ports/mail-records.ts';
import type { Write } from '#kernel/app/perform.ts';
import type { Duration, Instant } from '#kernel/time.ts';

type Digests<Tx> = Pick<MailRecords<Tx, AnyMail>, 'transact' | 'now' | 'digest' | 'keepDigest'>;

/** The mail is on the list of those that wait. */
export function joinDigest<Tx>(digests: Digests<Tx>, id: string, until: Instant, { key }: Held): Write<Tx> {
  return async (tx, at) => {
    const known: MailDigestDocument = (await digests.digest(tx, id)) ?? { createdAt: at, until, mails: [] };
    const now = joined(known, { key });
    if (now !== undefined) digests.keepDigest(tx, id, now);
  };
}

/** One transaction decides who brings the others. `lease`: how long one may take. */
export async function partIn<Tx>(digests: Digests<Tx>, id: string, { key }: Held, lease: Duration): Promise<Part> {
  return digests.transact(async (tx) => {
    const digest = await digests.digest(tx, id);
    const part = partOf(digest, key, digests.now(tx), lease);
    if (digest !== undefined && part.part === 'brings') digests.keepDigest(tx, id, { ...digest, bringer: { key, until: part.until } });
    return part;
  });
}

/** The mail server has taken it. */
export function sentDigest<Tx>(digests: Digests<Tx>, id: string, keys: string[], messageId: string): Write<Tx> {
  return async (tx, at) => {
    const digest = await digests.digest(tx, id);
    if (digest !== undefined && digest.sent === undefined) digests.keepDigest(tx, id, { ...digest, sent: { at, keys, messageId } });
  };
}
