import type { AboutOf, AnyMail } from '#contexts/telling/domain/mail/effect.ts';
import type { MailDigestDocument, MailDocument } from '#contexts/telling/documents.ts';
import type { Subject } from '#kernel/subject.ts';

/** Where a product keeps what became of its mails (N1), and those that wait for one reader (N8). */
export interface MailRecords<Tx, Mail extends AnyMail> {
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  now(tx: Tx): number;
  entry(subject: Subject, key: string): Promise<MailDocument | undefined>;
  record(tx: Tx, entry: MailDocument<AboutOf<Mail>>): void;
  digest(tx: Tx, id: string): Promise<MailDigestDocument | undefined>;
  keepDigest(tx: Tx, id: string, digest: MailDigestDocument): void;
}
