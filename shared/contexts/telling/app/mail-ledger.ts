import type { AnyMail } from '#contexts/telling/domain/mail/effect.ts';
import { messageId } from '#contexts/telling/domain/thread.ts';
import type { MailLedger } from '#contexts/telling/ports/mail-ledger.ts';
import type { MailDocument } from '#contexts/telling/documents.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';
import type { Subject } from '#kernel/subject.ts';
import type { Instant } from '#kernel/time.ts';

/** How one attempt ended. */
export type Told = Pick<MailDocument, 'state' | 'response' | 'subject'> & { digest?: string | undefined; messageId?: string };

/** The ledger of mails that no process keeps below it (N10). */
export function noticeRef(key: string): DocumentRef<'notices'> {
  return { collection: 'notices', id: key };
}

interface Attempted {
  key: string;
  subject: Subject;
  effect: AnyMail;
  attempt: number;
}

/** N1. The entry of a mail after this attempt. Pure. */
export function ledgerEntry(work: Attempted, { digest, ...told }: Told, house: { domain: string }, at: Instant): MailDocument {
  const { about, orderedBy } = work.effect;
  return {
    key: work.key,
    belongsTo: work.subject,
    ...(about === undefined ? {} : { about }),
    ...(orderedBy === undefined ? {} : { orderedBy }),
    template: work.effect.template,
    person: work.effect.to,
    messageId: messageIdOf(work, house),
    createdAt: at,
    attempts: work.attempt,
    ...told,
    ...(digest === undefined ? {} : { digest }),
    response: told.response.slice(0, 300),
  };
}

export function messageIdOf(work: { key: string; attempt: number }, { domain }: { domain: string }): string {
  return messageId(work.key, domain);
}

/** A former attempt that ended without a word may have reached its reader: then the ledger does not say that nothing was sent. */
export async function skippedEntry(
  ledger: Pick<MailLedger<never>, 'entry'>,
  { subject, key, attempt }: Attempted,
  why: string,
): Promise<Told> {
  const before = attempt === 1 ? undefined : await ledger.entry(subject, key);
  const lost = attempt > 1 && (before === undefined || before.state === 'unknown');
  if (!lost) return { state: 'skipped', response: why, subject: '' };
  return { state: 'unknown', response: `${why}; an earlier attempt may have been accepted`, subject: before?.subject ?? '' };
}
