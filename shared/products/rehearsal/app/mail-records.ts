import type { MailRecords } from '#contexts/telling/ports/mail-records.ts';
import { ledgerRef } from '#products/rehearsal/app/mail-ledger.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';
import type { DocumentRef } from '#products/rehearsal/stored/documents.ts';

/** N1, N8. Where this product's ledger and digests lie. */
export function mailRecords({ store }: System): MailRecords<Transaction, MailEffect> {
  return {
    transact: (work) => store.transact(work),
    now: (tx) => tx.now(),
    entry: (subject, key) => store.get(ledgerRef(subject, key)),
    record: (tx, entry) => tx.set(ledgerRef(entry.belongsTo, entry.key), entry),
    digest: (tx, id) => tx.get(digestRef(id)),
    keepDigest: (tx, id, digest) => tx.set(digestRef(id), digest),
  };
}

function digestRef(id: string): DocumentRef<'mailDigests'> {
  return { collection: 'mailDigests', id };
}
