import type { Clock } from '#domain/clock/state.ts';
import type { MailDocument } from '#contracts/document-types.ts';
import { heldUntil } from '#domain/mail/quiet.ts';
import { isPurged } from '#domain/request/personal.ts';
import type { Effect } from '#domain/request/effects.ts';
import type { Instant } from '#domain/time.ts';
import { isAuthor, type Person } from '#domain/people.ts';
import { hasMade } from '#domain/request/cutoff.ts';
import { endedWell, type RequestState } from '#domain/request/state.ts';
import type { Performer, Result, Work } from '#application/perform-effect.ts';
import type { System } from '#application/system.ts';
import type { MailAddress, Mailer, OutgoingMail } from '#ports/mailer.ts';

export type MailEffect = Extract<Effect, { kind: 'send_mail' }>;

export interface MailTools {
  mailer: Mailer;
  from: MailAddress;
  /** Right-hand side of our Message-IDs. */
  domain: string;
  render: (mail: { effect: MailEffect; state: RequestState; person: { name: string; timeZone?: string | undefined }; now: number }) => {
    subject: string;
    text: string;
    html: string;
  };
}

type MailWork = Work<'send_mail'>;

/** N1: at least once, with a ledger. What is no longer asked is not sent any more. */
export function sendMail(system: System, tools: MailTools): Performer<'send_mail'> {
  return async (work) => {
    const recipient = recipientOf(system, work);
    if ('skip' in recipient) return { result: 'done', write: ledger(work, await skipped(system, work, recipient.skip), tools) };
    const held = heldUntil(work.effect, work.state, recipient.person, work.now);
    if (held !== undefined) return hold(work, held, tools);
    const rendered = tools.render({ effect: work.effect, state: work.state, person: recipient.person, now: work.now });
    const outcome = await tools.mailer.send(envelope(work, recipient.to, rendered, tools));
    const write = ledger(work, { state: outcome.state, response: outcome.response, subject: rendered.subject }, tools);
    if (outcome.state === 'accepted') return { result: 'done', write };
    const permanent = outcome.state === 'rejected' && outcome.permanent;
    return { result: 'failed', message: `mail ${outcome.state}: ${outcome.response}`, permanent, write };
  };
}

/** N8: the same effect, when the quiet hours are over; what is no longer asked by then is not sent any more. */
function hold(work: MailWork, until: Instant, tools: MailTools): Result {
  const response = `quiet hours until ${new Date(until).toISOString().slice(0, 16)}Z`;
  return { result: 'again', after: until - work.now, write: ledger(work, { state: 'held', response, subject: '' }, tools) };
}

/** A former attempt that ended without a word may have reached its reader: then the ledger does not say that nothing was sent. */
async function skipped(system: System, work: MailWork, why: string): Promise<Entry> {
  const before = work.attempt === 1 ? undefined : await system.store.get({ collection: 'mails', parent: work.requestId, id: work.key });
  const lost = work.attempt > 1 && (before === undefined || before.state === 'unknown');
  if (!lost) return { state: 'skipped', response: why, subject: '' };
  return { state: 'unknown', response: `${why}; an earlier attempt may have been accepted`, subject: before?.subject ?? '' };
}

type Recipient = { to: MailAddress; person: Pick<Person, 'name' | 'timeZone' | 'quiet'> } | { skip: string };

/** N1: nobody but a known person or the contributor, and an unproven address gets nothing but the question whether it is theirs. */
function recipientOf(system: System, { effect, state }: MailWork): Recipient {
  const question = state.questions.find(({ id }) => id === effect.question);
  if (effect.question !== undefined && question?.state !== 'open') return { skip: 'no longer asked' };
  if (effect.clock !== undefined && !isStillTold(state.clocks.find(({ id }) => id === effect.clock))) return { skip: 'it was answered' };
  if (effect.template === 'left_over' && !(endedWell(state) && hasMade(state, effect.release ?? '')))
    return { skip: 'it is not in that release' };
  const { contributor } = state.submission;
  if (effect.to === 'contributor') {
    if (isPurged(contributor)) return { skip: 'the address is no longer kept' };
    if (state.status === 'waiting_for_confirmation' && effect.template !== 'confirm_address')
      return { skip: 'the address is not confirmed' };
    return { to: { name: contributor.name, address: contributor.email }, person: readerOf(system, contributor) };
  }
  const person = system.rules.people.find(({ id }) => id === effect.to);
  if (person === undefined) return { skip: 'no longer in the settings' };
  if (effect.question !== undefined && isAuthor(person, contributor)) return { skip: 'authors decide nothing' };
  return { to: { name: person.name, address: person.email }, person };
}

/** N8: a contributor who is in the settings, too, is written to by their own clock. Only the address tells: a login is anybody's to name. */
function readerOf(
  { rules }: System,
  { name, email }: RequestState['submission']['contributor'],
): Pick<Person, 'name' | 'timeZone' | 'quiet'> {
  const known = rules.people.find((person) => person.email.toLowerCase() === email.toLowerCase());
  return { name, timeZone: known?.timeZone, quiet: known?.quiet };
}

/** S2: a reminder is for a clock that runs; of a breach people hear even when the answer came right after it. */
function isStillTold(clock: Clock | undefined): boolean {
  return clock?.state === 'running' || clock?.breachedAt !== undefined;
}

/** One thread per request: every mail refers to the same first one, whether or not it reached this person. */
function envelope(
  work: MailWork,
  to: MailAddress,
  rendered: { subject: string; text: string; html: string },
  tools: MailTools,
): OutgoingMail {
  const thread = `<${work.requestId}@${tools.domain}>`;
  return {
    messageId: messageIdOf(work, tools),
    from: tools.from,
    to,
    ...rendered,
    inReplyTo: thread,
    references: [thread],
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Rehearsal-Effect': work.key },
  };
}

function messageIdOf(work: MailWork, { domain }: MailTools): string {
  return `<${work.key}@${domain}>`;
}

type Entry = Pick<MailDocument, 'state' | 'response' | 'subject'>;

function ledger(work: MailWork, entry: Entry, tools: MailTools): NonNullable<Extract<Result, { result: 'done' }>['write']> {
  return (tx, at) => {
    tx.set(
      { collection: 'mails', parent: work.requestId, id: work.key },
      {
        key: work.key,
        requestId: work.requestId,
        template: work.effect.template,
        person: work.effect.to,
        messageId: messageIdOf(work, tools),
        createdAt: at,
        attempts: work.attempt,
        ...entry,
        response: entry.response.slice(0, 300),
      },
    );
  };
}
