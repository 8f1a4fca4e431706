import type { MailDocument } from '#contexts/telling/documents.ts';
import type { Subject } from '#kernel/subject.ts';

/** Where a product keeps what became of its mails (N1): beside what they are about. */
export interface MailLedger<Tx> {
  entry(subject: Subject, key: string): Promise<MailDocument | undefined>;
  record(tx: Tx, entry: MailDocument): void;
}
