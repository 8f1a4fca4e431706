import { actorOf, type Who } from '#contexts/access/domain/rights/record-name.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import { currentWindow } from '#contexts/intake/app/quotas.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { isId } from '#contexts/access/ids.ts';
import type { MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import { MINUTE, type Instant } from '#kernel/time.ts';
import type { Subject } from '#kernel/subject.ts';
import { ledgerRef } from '#products/rehearsal/app/mail-ledger.ts';
import { looseDocument } from '#products/rehearsal/app/outbox.ts';
import { change, loadRequest } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';

/** Mails of one subject that are sent again in a day. */
export const MOST_AGAIN = 10;

export type SentAgain = 'ordered' | 'unknown' | 'too_often';

interface Asking {
  /** Key of the mail. */
  mail: string;
  by: Who | 'status page';
  /** Only if it is this one's; left out, whatever it belongs to. */
  of?: Subject;
}

/** A mail to be sent once more, as the transaction has found it. */
interface Order {
  effect: MailEffect;
  subject: Subject;
  mail: string;
  by: Actor;
  at: Instant;
}

/** Ready to be written; or why there is nothing to write. */
type Ready = SentAgain | (() => void);

/**
 * N8, N10: a mail that was sent, or should have been, once more: to the same person, with what is true now, as an entry of its own on the
 * ledger of the same subject. What it asked for and nobody asks any more is not sent. Pressed twice within a minute it is ordered once.
 */
export async function sendAgain(system: System, { mail, by: who, of }: Asking): Promise<SentAgain> {
  if (!isId('document', mail)) return 'unknown';
  return system.store.transact(async (tx) => {
    const outbox = await tx.get({ collection: 'outbox', id: mail });
    if (outbox === undefined || outbox.effect.kind !== 'send_mail' || !isOf(outbox, of)) return 'unknown';
    const { subject, effect } = outbox;
    const quotaRef = { collection: 'quotas', id: `again-${requestOf(subject) ?? `${subject.kind}-${subject.id}`}` } as const;
    const [entry, known] = await Promise.all([tx.get(ledgerRef(subject, mail)), tx.get(quotaRef)]);
    if (entry === undefined) return 'unknown';
    const at = tx.now();
    const by: Actor = who === 'status page' ? { kind: 'system', part: who } : actorOf(who);
    const order = { effect, subject, mail, by, at };
    const ready = await (requestOf(subject) === undefined ? orderNotification(system, tx, order) : orderOfRequest(system, tx, order));
    if (typeof ready === 'string') return ready;
    const quota = currentWindow(known, at);
    if (quota.count >= MOST_AGAIN) return 'too_often';
    ready();
    tx.set(quotaRef, { ...quota, count: quota.count + 1 });
    return 'ordered';
  });
}

function isOf({ subject }: OutboxDocument, of: Subject | undefined): boolean {
  return of === undefined || (subject.kind === of.kind && subject.id === of.id);
}

/** A request has a timeline, on which it stands who asked; its doorbell brings the task. */
async function orderOfRequest(system: System, tx: Transaction, { effect, subject, mail, by, at }: Order): Promise<Ready> {
  const request = await loadRequest(tx, subject.id);
  if (request === undefined) return 'unknown';
  const id = `again:${mail}:${Math.floor(at / MINUTE)}`;
  if (request.commands.includes(id)) return 'ordered';
  return () => void change(system, tx, request, { id, at, by, command: 'send_again', mail, effect });
}

/** Whatever else it is about: the mail itself says who asked. The next sweep brings the task, for whoever takes the order may have no queue. */
async function orderNotification(system: System, tx: Transaction, { effect, subject, mail, by, at }: Order): Promise<Ready> {
  const key = `${mail.replace(/-again-\d+$/, '')}-again-${Math.floor(at / MINUTE)}`;
  if (!isId('document', key)) return 'unknown';
  if ((await tx.get({ collection: 'outbox', id: key })) !== undefined) return 'ordered';
  const once: MailEffect = { ...effect, again: true, orderedBy: textOf(by) };
  return () => tx.create({ collection: 'outbox', id: key }, looseDocument(system, key, subject, once, at, { patient: true }));
}

function textOf(by: Actor): string {
  switch (by.kind) {
    case 'person':
      return by.id;
    case 'system':
      return by.part;
    case 'agent':
      return `agent ${by.backend}`;
    case 'contributor':
      return by.kind;
  }
}
