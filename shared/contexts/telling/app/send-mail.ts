import { endOf } from '#contexts/telling/app/delivered.ts';
import { ledgerEntry, messageIdOf, skippedEntry, type Told } from '#contexts/telling/app/mail-ledger.ts';
import { joinDigest, partIn, sentDigest } from '#contexts/telling/app/mail-digest.ts';
import { digestId, type Held, type Part } from '#contexts/telling/domain/digest.ts';
import type { AnyMail } from '#contexts/telling/domain/mail/effect.ts';
import { isSameReader, type Reader, type Recipient } from '#contexts/telling/domain/mail/reader.ts';
import { heldUntil } from '#contexts/telling/domain/mail/held.ts';
import { mayWait, whyHeld, type Hours } from '#contexts/telling/domain/quiet.ts';
import { threadId, threadOf } from '#contexts/telling/domain/thread.ts';
import type { MailAddress, Mailer, OutgoingMail } from '#contexts/telling/ports/mailer.ts';
import type { MailLedger } from '#contexts/telling/ports/mail-ledger.ts';
import type { TellingStore, TellingTransaction } from '#contexts/telling/ports/store.ts';
import type { Result, Write } from '#kernel/app/perform.ts';
import type { Subject } from '#kernel/subject.ts';
import type { Duration, Instant } from '#kernel/time.ts';

/** By what mails go out, and in whose name. */
export interface MailSender<Mail extends AnyMail, State> {
  mailer: Mailer;
  from: MailAddress;
  /** Right-hand side of our Message-IDs. */
  domain: string;
  /** One mail, or with others to the same reader one for all of them. */
  render: (mail: Wanted<Mail, State>, others?: readonly Wanted<Mail, State>[]) => { subject: string; text: string; html: string };
}

/** A mail, and what is true of its subject now; without a state it is a notice (N10). */
export interface Waiting<Mail extends AnyMail, State> {
  effect: Mail;
  /** Whose record it is on. */
  subject: Subject;
  state?: State | undefined;
}

/** What a mail is to say, and to whom. */
export interface Wanted<Mail extends AnyMail, State> extends Waiting<Mail, State> {
  person: { name: string; timeZone?: string | undefined };
  now: Instant;
}

/** What a product knows of its own mails. */
export interface Mails<Tx extends TellingTransaction, Mail extends AnyMail, State> extends MailSender<Mail, State> {
  store: TellingStore<Tx>;
  ledger: MailLedger<Tx>;
  /** By the key of its effect; undefined: it is over, or what it is about is gone. */
  waiting(key: string): Promise<Waiting<Mail, State> | undefined>;
  /** N1: nobody whom the product does not know, and nothing that is no longer true. */
  recipientOf(mail: Waiting<Mail, State>): Promise<Recipient> | Recipient;
  /** N8: quiet hours do not hold it unless its reader wants them to. */
  isUrgent(mail: Waiting<Mail, State>): boolean;
  /** How long one attempt may take. */
  lease: Duration;
  /** How long a digest's other mails wait before they ask again whether they were brought. */
  lookAgain: Duration;
}

/** A mail's effect under its lease. */
export interface MailWork<Mail extends AnyMail, State> extends Waiting<Mail, State>, Held {
  now: Instant;
  attempt: number;
}

/** N1: at least once, with a ledger. What is no longer asked is not sent any more. */
export async function sendMail<Tx extends TellingTransaction, Mail extends AnyMail, State>(
  mails: Mails<Tx, Mail, State>,
  work: MailWork<Mail, State>,
): Promise<Result<Tx, never>> {
  const recipient = await mails.recipientOf(work);
  if ('skip' in recipient) return { result: 'done', write: ledger(mails, work, await skippedEntry(mails.ledger, work, recipient.skip)) };
  const { person } = recipient;
  const digest = mayWait(person) ? (await mails.ledger.entry(work.subject, work.key))?.digest : undefined;
  const held = heldUntil({ ...work.effect, urgent: mails.isUrgent(work) }, person, work.now, digest !== undefined);
  if (held !== undefined && person.id !== undefined) return hold(mails, work, { ...person, id: person.id }, held);
  const part: Part = digest === undefined ? { part: 'alone' } : await partIn(mails.store, digest, work, mails.lease);
  if (part.part === 'waits') return { result: 'again', after: mails.lookAgain };
  if (part.part === 'brought') return { result: 'done', write: ledger(mails, work, { ...brought, digest, messageId: part.messageId }) };
  const others = part.part === 'brings' ? await stillWanted(mails, work, recipient, part.others) : [];
  const result = await send(mails, work, recipient, others, digest);
  if (others.length === 0 || digest === undefined || result.result !== 'done') return result;
  const keys = others.map(({ key }) => key);
  return { ...result, write: both(sentDigest(digest, keys, messageIdOf(work, mails)), result.write) };
}

async function send<Tx extends TellingTransaction, Mail extends AnyMail, State>(
  mails: Mails<Tx, Mail, State>,
  work: MailWork<Mail, State>,
  { to, person }: Reader,
  others: readonly Wanted<Mail, State>[],
  digest: string | undefined,
): Promise<Result<Tx, never>> {
  const rendered = mails.render({ effect: work.effect, subject: work.subject, state: work.state, person, now: work.now }, others);
  const outcome = await mails.mailer.deliver(envelope(mails, work, to, rendered));
  const write = ledger(mails, work, { state: outcome.state, response: outcome.response, subject: rendered.subject, digest });
  return endOf(outcome, { write, what: 'mail' });
}

const brought = { state: 'accepted', response: 'in one mail with others that waited for the same reader', subject: '' } as const;

/** N8: the same effect, when its reader wants to hear; what is no longer asked by then is not sent any more. */
function hold<Tx extends TellingTransaction, Mail extends AnyMail, State>(
  mails: Mails<Tx, Mail, State>,
  work: MailWork<Mail, State>,
  reader: Hours & { id: string },
  until: Instant,
): Result<Tx, never> {
  const digest = digestId(reader.id, until);
  const entry = { state: 'held', response: whyHeld(reader, until), subject: '', digest } as const;
  return {
    result: 'again',
    after: until - work.now,
    write: both(joinDigest(digest, until, work), ledger(mails, work, entry)),
  };
}

/** Of a digest's other mails those that still go to this reader, and that can be written at all. */
async function stillWanted<Tx extends TellingTransaction, Mail extends AnyMail, State>(
  mails: Mails<Tx, Mail, State>,
  { now }: MailWork<Mail, State>,
  to: Reader,
  held: readonly Held[],
): Promise<(Wanted<Mail, State> & Held)[]> {
  const found = await Promise.all(
    held.map(async ({ key }): Promise<(Wanted<Mail, State> & Held)[]> => {
      const mail = await mails.waiting(key);
      const reader = mail === undefined ? undefined : await mails.recipientOf(mail);
      if (mail === undefined || reader === undefined || 'skip' in reader || !isSameReader(reader, to)) return [];
      const wanted = { ...mail, person: reader.person, now };
      return canBeWritten(mails, wanted) ? [{ ...wanted, key }] : [];
    }),
  );
  return found.flat();
}

/** One that cannot be fails by itself, and takes no other with it. */
function canBeWritten<Mail extends AnyMail, State>({ render }: MailSender<Mail, State>, wanted: Wanted<Mail, State>): boolean {
  try {
    render(wanted);
    return true;
  } catch {
    return false;
  }
}

/** The first may read; the second only writes. */
function both<Tx>(first: Write<Tx>, second: Write<Tx> | undefined): Write<Tx> {
  return async (tx, at) => {
    await first(tx, at);
    await second?.(tx, at);
  };
}

function ledger<Tx extends TellingTransaction, Mail extends AnyMail, State>(
  mails: Mails<Tx, Mail, State>,
  work: MailWork<Mail, State>,
  told: Told,
): Write<Tx> {
  return (tx, at) => mails.ledger.record(tx, ledgerEntry(work, told, mails, at));
}

function envelope<Mail extends AnyMail, State>(
  { from, domain }: MailSender<Mail, State>,
  work: MailWork<Mail, State>,
  to: MailAddress,
  rendered: { subject: string; text: string; html: string },
): OutgoingMail {
  const thread = threadId(threadOf(work.effect, work.subject), domain);
  return {
    messageId: messageIdOf(work, { domain }),
    from,
    to,
    ...rendered,
    inReplyTo: thread,
    references: [thread],
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Rehearsal-Effect': work.key },
  };
}
