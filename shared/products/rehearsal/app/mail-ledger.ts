import { noticeRef } from '#contexts/telling/app/mail-ledger.ts';
import type { MailDocument } from '#products/rehearsal/stored/document-types.ts';
import type { DocumentRef } from '#products/rehearsal/stored/documents.ts';
import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import type { Subject } from '#kernel/subject.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/**
 * N1, N10. One ledger, by subject. A request's entries lie under it, and are kept and forgotten with it (Z4); those of everything else lie
 * together. Nobody but this file need know.
 */
export function ledgerRef(subject: Subject, key: string): DocumentRef<'mails'> | DocumentRef<'notices'> {
  const request = requestOf(subject);
  return request === undefined ? noticeRef(key) : { collection: 'mails', parent: request, id: key };
}

interface LedgerPage {
  entries: MailDocument[];
  /** Hand it in again for what follows; undefined: that was all. */
  next: LedgerCursor | undefined;
}

export interface LedgerCursor {
  value: number;
  id: string;
}

const LEDGER_PAGE = 40;

/** N10. Other mails, newest first, a bounded page at a time. */
export async function listNotifications({ store }: System, after?: LedgerCursor, limit = LEDGER_PAGE): Promise<LedgerPage> {
  const found = await store.query({ index: 'noticesNewestFirst', equal: {}, limit, ...(after === undefined ? {} : { after }) });
  const last = found.at(-1);
  const next = last === undefined || found.length < limit ? undefined : { value: last.document.createdAt, id: last.ref.id };
  return { entries: found.map(({ document }) => document), next };
}
