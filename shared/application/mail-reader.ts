import { isAuthor } from '#domain/request/authors.ts';
import type { Clock } from '#domain/clock/state.ts';
import type { Hours } from '#domain/mail/quiet.ts';
import type { Contributor } from '#domain/intake/submission.ts';
import type { Person } from '#domain/people.ts';
import { takenOver } from '#domain/request/continued.ts';
import { hasMade } from '#domain/request/cutoff.ts';
import type { MailEffect } from '#domain/mail/effect.ts';
import { templateOf } from '#domain/mail/template.ts';
import { isProven } from '#domain/request/proven.ts';
import { isPurged } from '#domain/request/personal.ts';
import { endedWell, type RequestState } from '#domain/request/state.ts';
import type { System } from '#application/system.ts';
import type { MailAddress } from '#ports/mailer.ts';

interface ToWhom {
  effect: MailEffect;
  /** Absent for a notice (N10). */
  state?: RequestState | undefined;
}

export interface Reader {
  to: MailAddress;
  /** Without an id they are not of the settings, and nothing is known of their hours. */
  person: Pick<Person, 'name'> & { id?: string | undefined } & Hours;
}
type Recipient = Reader | { skip: string };

/** N1: nobody but a known person or the contributor, and an unproven address gets nothing but the question whether it is theirs. */
export function recipientOf(system: System, { effect, state }: ToWhom): Recipient {
  if (state === undefined) return knownPerson(system, effect.to);
  const template = templateOf(effect.template);
  const question = state.questions.find(({ id }) => id === effect.question);
  if (effect.question !== undefined && question?.state !== 'open') return { skip: 'no longer asked' };
  if (effect.clock !== undefined && !isStillTold(state.clocks.find(({ id }) => id === effect.clock))) return { skip: 'it was answered' };
  if (template?.onlyInRelease === true && !(endedWell(state) && hasMade(state, effect.release ?? '')))
    return { skip: 'it is not in that release' };
  const contributor = contributorFor(system, state, effect.whose);
  if (contributor === undefined) return { skip: 'the address is no longer kept' };
  if (effect.to === 'contributor') {
    if (effect.whose === undefined && (effect.taker ?? 0) !== takenOver(state))
      return { skip: 'the request is another contributor’s by now' };
    if (isPurged(contributor)) return { skip: 'the address is no longer kept' };
    if (state.status === 'waiting_for_confirmation' && template?.toUnproven !== true) return { skip: 'the address is not confirmed' };
    // A name that nobody confirmed is anybody's text.
    const name = isProven(state) ? contributor.name : '';
    return { to: { name, address: contributor.email }, person: readerOf(system, { ...contributor, name }) };
  }
  if (effect.to === 'former_contributor') return formerContributor(system, state, effect.taker);
  const author = system.rules.people.some((person) => person.id === effect.to && isAuthor(person, state));
  if (effect.question !== undefined && author) return { skip: 'authors decide nothing' };
  return knownPerson(system, effect.to);
}

/** I19: what was collected for one contributor is no one else’s. */
function contributorFor(system: System, { submission, continued = [] }: RequestState, whose: string | undefined): Contributor | undefined {
  const all = [submission.contributor, ...continued.flatMap(({ contributor }) => contributor ?? [])];
  return whose === undefined ? submission.contributor : all.find((one) => mailboxHash(system, one) === whose);
}

/** Tells people apart without keeping an address. */
export function mailboxHash({ hash }: Pick<System, 'hash'>, { email }: Pick<Contributor, 'email'>): string {
  return hash(email.toLowerCase()).slice(0, 24);
}

/** I19: of whoever's it was before it went on with another. */
function formerContributor(system: System, { continued = [] }: RequestState, taker = 1): Recipient {
  const contributor = continued.flatMap((one) => one.contributor ?? [])[taker - 1];
  if (contributor === undefined || isPurged(contributor)) return { skip: 'the address is no longer kept' };
  return { to: { name: contributor.name, address: contributor.email }, person: readerOf(system, contributor) };
}

function knownPerson({ rules }: System, id: string): Recipient {
  const person = rules.people.find((one) => one.id === id);
  return person === undefined ? { skip: 'no longer in the settings' } : { to: { name: person.name, address: person.email }, person };
}

/** N8: a contributor who is in the settings, too, is written to by their own clock. Only the address tells: a login is anybody's to name. */
function readerOf({ rules }: System, { name, email }: RequestState['submission']['contributor']): Reader['person'] {
  const known = rules.people.find((person) => person.email.toLowerCase() === email.toLowerCase());
  return { name, id: known?.id, timeZone: known?.timeZone, quiet: known?.quiet, digestAt: known?.digestAt };
}

/** S2: a reminder is for a clock that runs; of a breach people hear even when the answer came right after it. */
function isStillTold(clock: Clock | undefined): boolean {
  return clock?.state === 'running' || clock?.breachedAt !== undefined;
}
