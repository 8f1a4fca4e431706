import type { Clock } from '#kernel/promises/state.ts';
import type { Contributor } from '#contexts/intake/domain/submission.ts';
import type { MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import type { Hours } from '#contexts/telling/domain/quiet.ts';
import { templateOf } from '#products/rehearsal/domain/mail/template.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import { isAuthor } from '#contexts/gates/domain/authors.ts';
import { takenOver } from '#products/rehearsal/domain/continued.ts';
import { hasMade } from '#products/rehearsal/domain/cutoff.ts';
import { isPurged } from '#products/rehearsal/domain/personal.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import { endedWell, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Targeted } from '#contexts/calendar/domain/parts/targeted.ts';

/** Whom the settings name, and how addresses are told apart without keeping them. */
export interface AddressBook {
  people: readonly Person[];
  /** Hex SHA-256 of a text. */
  hash: (text: string) => string;
}

interface ToWhom {
  effect: MailEffect;
  /** Absent for a notice (N10). */
  state?: (Requested & Authored & Questioned & Targeted & Lifecycle) | undefined;
}

export interface Reader {
  to: { name: string; address: string };
  /** Without an id they are not of the settings, and nothing is known of their hours. */
  person: Pick<Person, 'name'> & { id?: string | undefined } & Hours;
}
type Recipient = Reader | { skip: string };

/** N1: nobody but a known person or the contributor, and an unproven address gets nothing but the question whether it is theirs. Pure. */
export function recipientOf(book: AddressBook, { effect, state }: ToWhom): Recipient {
  if (state === undefined) return knownPerson(book, effect.to);
  const unwanted = whyUnwanted(effect, state);
  if (unwanted !== undefined) return { skip: unwanted };
  const contributor = contributorFor(book, state, effect.whose);
  if (contributor === undefined) return { skip: GONE };
  if (effect.to === 'contributor') return theContributor(book, { effect, state }, contributor);
  if (effect.to === 'former_contributor') return formerContributor(book, state, effect.taker);
  const author = book.people.some((person) => person.id === effect.to && isAuthor(person, state));
  if (effect.question !== undefined && author) return { skip: 'authors decide nothing' };
  return knownPerson(book, effect.to);
}

const GONE = 'the address is no longer kept';

/** Why nobody needs to hear it any more, whoever it was for; undefined: it is still true. */
function whyUnwanted(effect: MailEffect, state: Requested & Questioned & Targeted & Lifecycle): string | undefined {
  const question = state.questions.find(({ id }) => id === effect.question);
  if (effect.question !== undefined && question?.state !== 'open') return 'no longer asked';
  if (effect.clock !== undefined && !isStillTold(state.clocks.find(({ id }) => id === effect.clock))) return 'it was answered';
  const isLeft = templateOf(effect.template)?.onlyInRelease === true && !(endedWell(state) && hasMade(state, effect.release ?? ''));
  return isLeft ? 'it is not in that release' : undefined;
}

function theContributor(
  book: AddressBook,
  { effect, state }: { effect: MailEffect; state: Requested & Questioned & Lifecycle },
  contributor: Contributor,
): Recipient {
  if (effect.whose === undefined && (effect.taker ?? 0) !== takenOver(state))
    return { skip: 'the request is another contributor’s by now' };
  if (isPurged(contributor)) return { skip: GONE };
  const template = templateOf(effect.template);
  if (state.status === 'waiting_for_confirmation' && template?.toUnproven !== true) return { skip: 'the address is not confirmed' };
  // A name that nobody confirmed is anybody's text.
  const name = isProven(state) ? contributor.name : '';
  return { to: { name, address: contributor.email }, person: personOf(book, { ...contributor, name }) };
}

/** I19: what was collected for one contributor is no one else’s. */
function contributorFor(book: AddressBook, { submission, continued = [] }: Requested, whose: string | undefined): Contributor | undefined {
  const all = [submission.contributor, ...continued.flatMap(({ contributor }) => contributor ?? [])];
  return whose === undefined ? submission.contributor : all.find((one) => mailboxHash(book, one) === whose);
}

/** Tells people apart without keeping an address. */
export function mailboxHash({ hash }: Pick<AddressBook, 'hash'>, { email }: Pick<Contributor, 'email'>): string {
  return hash(email.toLowerCase()).slice(0, 24);
}

/** I19: of whoever's it was before it went on with another. */
function formerContributor(book: AddressBook, { continued = [] }: Requested, taker = 1): Recipient {
  const contributor = continued.flatMap((one) => one.contributor ?? [])[taker - 1];
  if (contributor === undefined || isPurged(contributor)) return { skip: GONE };
  return { to: { name: contributor.name, address: contributor.email }, person: personOf(book, contributor) };
}

function knownPerson({ people }: AddressBook, id: string): Recipient {
  const person = people.find((one) => one.id === id);
  return person === undefined ? { skip: 'no longer in the settings' } : { to: { name: person.name, address: person.email }, person };
}

/** N8: a contributor who is in the settings, too, is written to by their own clock. Only the address tells: a login is anybody's to name. */
function personOf({ people }: AddressBook, { name, email }: Contributor): Reader['person'] {
  const known = people.find((person) => person.email.toLowerCase() === email.toLowerCase());
  return { name, id: known?.id, timeZone: known?.timeZone, quiet: known?.quiet, digestAt: known?.digestAt };
}

/** S2: a reminder is for a clock that runs; of a breach people hear even when the answer came right after it. */
function isStillTold(clock: Clock | undefined): boolean {
  return clock?.state === 'running' || clock?.breachedAt !== undefined;
}

/** N8. Whether two mails go to the same mailbox, so that one may bring the other. */
export function isSameReader(one: Reader, other: Reader): boolean {
  return one.to.address.toLowerCase() === other.to.address.toLowerCase();
}
