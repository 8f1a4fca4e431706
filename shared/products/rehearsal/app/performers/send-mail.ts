import type { MailDocument } from '#products/rehearsal/stored/document-types.ts';
import { digestId, type Held, type Part } from '#contexts/telling/domain/digest.ts';
import { heldUntil } from '#products/rehearsal/domain/mail/held.ts';
import { mayWait, whyHeld, type Hours } from '#contexts/telling/domain/quiet.ts';
import type { MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import { isSameReader, recipientOf, type AddressBook, type Reader } from '#products/rehearsal/domain/mail/reader.ts';
import { messageId, threadId, threadOf } from '#contexts/telling/domain/thread.ts';
import type { Instant } from '#kernel/time.ts';
import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import { asShown } from '#products/rehearsal/domain/as-shown.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { ledgerRef } from '#products/rehearsal/app/mail-ledger.ts';
import { endOf } from '#products/rehearsal/app/delivered.ts';
import { joinDigest, partIn, sentDigest } from '#contexts/telling/app/mail-digest.ts';
import { leaseTime } from '#kernel/outbox.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { patience } from '#products/rehearsal/app/outbox.ts';
import type { EffectPerformer, Performer, Result, Work, Write } from '#products/rehearsal/app/perform-effect.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { MailAddress, Mailer, OutgoingMail } from '#contexts/telling/ports/mailer.ts';

export interface MailDependencies {
  mailer: Mailer;
  from: MailAddress;
  /** Right-hand side of our Message-IDs. */
  domain: string;
  /** One mail, or with others to the same reader one for all of them. */
  render: (mail: Wanted, others?: readonly Wanted[]) => { subject: string; text: string; html: string };
}

/** What a mail is to say, and to whom. */
export interface Wanted {
  effect: MailEffect;
  /** Absent for a notice (N10). */
  state?: RequestState | undefined;
  person: { name: string; timeZone?: string | undefined };
  now: Instant;
}

type MailWork = Work<'send_mail'>;

/** On the wall: how long a digest's other mails wait before they ask again whether they were brought. */
const LOOK_AGAIN = 20_000;

export const send_mail: EffectPerformer<'send_mail', { mailDependencies: MailDependencies }> = {
  dependencies: ['mailDependencies'],
  perform: (system, { mailDependencies }) => sendMail(system, mailDependencies),
};

/** N1: at least once, with a ledger. What is no longer asked is not sent any more. */
function sendMail(system: System, dependencies: MailDependencies): Performer<'send_mail'> {
  return async (work) => {
    const recipient = recipientOf(bookOf(system), work);
    if ('skip' in recipient) return { result: 'done', write: ledger(work, await skipped(system, work, recipient.skip), dependencies) };
    const { person } = recipient;
    const digest = mayWait(person) ? await digestOf(system, work) : undefined;
    const held = heldUntil(work.effect, work.state, person, work.now, digest !== undefined);
    if (held !== undefined && person.id !== undefined) return hold(work, { ...person, id: person.id }, held, dependencies);
    const part: Part =
      digest === undefined ? { part: 'alone' } : await partIn(system, digest, work, leaseTime(kernelOf(system), 'send_mail'));
    if (part.part === 'waits') return { result: 'again', after: patience(system, LOOK_AGAIN) };
    if (part.part === 'brought')
      return { result: 'done', write: ledger(work, { ...brought, digest, messageId: part.messageId }, dependencies) };
    const others = part.part === 'brings' ? await stillWanted(system, dependencies, work, recipient, part.others) : [];
    const result = await send(work, recipient, others, digest, dependencies);
    return others.length === 0 || digest === undefined || result.result !== 'done'
      ? result
      : {
          ...result,
          write: both(
            sentDigest(
              digest,
              others.map(({ key }) => key),
              messageIdOf(work, dependencies),
            ),
            result.write,
          ),
        };
  };
}

function bookOf({ rules: { people }, hash }: System): AddressBook {
  return { people, hash };
}

async function send(
  work: MailWork,
  { to, person }: Reader,
  others: readonly Wanted[],
  digest: string | undefined,
  dependencies: MailDependencies,
): Promise<Result> {
  const rendered = dependencies.render({ effect: work.effect, state: work.state && asShown(work.state), person, now: work.now }, others);
  const outcome = await dependencies.mailer.deliver(envelope(work, to, rendered, dependencies));
  const write = ledger(work, { state: outcome.state, response: outcome.response, subject: rendered.subject, digest }, dependencies);
  return endOf(outcome, { write, what: 'mail' });
}

const brought = { state: 'accepted', response: 'in one mail with others that waited for the same reader', subject: '' } as const;

/** N8: the same effect, when its reader wants to hear; what is no longer asked by then is not sent any more. */
function hold(work: MailWork, reader: Hours & { id: string }, until: Instant, dependencies: MailDependencies): Result {
  const digest = digestId(reader.id, until);
  const entry = { state: 'held', response: whyHeld(reader, until), subject: '', digest } as const;
  const write = both(joinDigest(digest, until, work), ledger(work, entry, dependencies));
  return { result: 'again', after: until - work.now, write };
}

/** The digest that the mail has waited for. */
async function digestOf({ store }: System, work: MailWork): Promise<string | undefined> {
  return (await store.get(ledgerRef(work.subject, work.key)))?.digest;
}

/** Of a digest's other mails those that still go to this reader, and that can be written at all. */
async function stillWanted(
  system: System,
  dependencies: MailDependencies,
  work: MailWork,
  to: Reader,
  held: readonly Held[],
): Promise<(Wanted & Held)[]> {
  const found = await Promise.all(
    held.map(async ({ key }): Promise<(Wanted & Held)[]> => {
      const document = await system.store.get({ collection: 'outbox', id: key });
      if (document?.open !== true || document.effect.kind !== 'send_mail') return [];
      const id = requestOf(document.subject);
      const request = id === undefined ? undefined : await system.store.get({ collection: 'requests', id });
      if (request === undefined && id !== undefined) return [];
      const about = { effect: document.effect, state: request?.state };
      const reader = recipientOf(bookOf(system), about);
      if ('skip' in reader || !isSameReader(reader, to)) return [];
      const wanted = { ...about, person: reader.person, now: work.now };
      return canBeWritten(dependencies, wanted) ? [{ ...wanted, key }] : [];
    }),
  );
  return found.flat();
}

/** One that cannot be fails by itself, and takes no other with it. */
function canBeWritten(dependencies: MailDependencies, wanted: Wanted): boolean {
  try {
    dependencies.render(wanted);
    return true;
  } catch {
    return false;
  }
}

/** The first may read; the second only writes. */
function both(first: Write, second: Write | undefined): Write {
  return async (tx, at) => {
    await first(tx, at);
    await second?.(tx, at);
  };
}

/** A former attempt that ended without a word may have reached its reader: then the ledger does not say that nothing was sent. */
async function skipped(system: System, work: MailWork, why: string): Promise<Entry> {
  const before = work.attempt === 1 ? undefined : await system.store.get(ledgerRef(work.subject, work.key));
  const lost = work.attempt > 1 && (before === undefined || before.state === 'unknown');
  if (!lost) return { state: 'skipped', response: why, subject: '' };
  return { state: 'unknown', response: `${why}; an earlier attempt may have been accepted`, subject: before?.subject ?? '' };
}

function envelope(
  work: MailWork,
  to: MailAddress,
  rendered: { subject: string; text: string; html: string },
  dependencies: MailDependencies,
): OutgoingMail {
  const thread = threadId(threadOf(work.effect, work.subject), dependencies.domain);
  return {
    messageId: messageIdOf(work, dependencies),
    from: dependencies.from,
    to,
    ...rendered,
    inReplyTo: thread,
    references: [thread],
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Rehearsal-Effect': work.key },
  };
}

function messageIdOf(work: MailWork, { domain }: MailDependencies): string {
  return messageId(work.key, domain);
}

type Entry = Pick<MailDocument, 'state' | 'response' | 'subject'> & { digest?: string | undefined; messageId?: string };

function ledger(work: MailWork, { digest, ...entry }: Entry, dependencies: MailDependencies): Write {
  const { about, orderedBy } = work.effect;
  return (tx, at) => {
    tx.set(ledgerRef(work.subject, work.key), {
      key: work.key,
      belongsTo: work.subject,
      ...(about === undefined ? {} : { about }),
      ...(orderedBy === undefined ? {} : { orderedBy }),
      template: work.effect.template,
      person: work.effect.to,
      messageId: messageIdOf(work, dependencies),
      createdAt: at,
      attempts: work.attempt,
      ...entry,
      ...(digest === undefined ? {} : { digest }),
      response: entry.response.slice(0, 300),
    });
  };
}
