import type { Clock } from '#kernel/promises/state.ts';
import type { Contributor } from '#contexts/intake/domain/submission.ts';
import type { MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import { knownPerson, mailboxHash, personAt, type AddressBook, type Recipient } from '#contexts/telling/domain/mail/reader.ts';
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

type Book = AddressBook<Person>;

interface ToWhom {
  effect: MailEffect;
  /** Absent for a notice (N10). */
  state?: (Requested & Authored & Questioned & Targeted & Lifecycle) | undefined;
}

/** N1: nobody but a known person or the contributor, and an unproven address gets nothing but the question whether it is theirs. Pure. */
export function recipientOf(book: Book, { effect, state }: ToWhom): Recipient {
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
  return { to: { name, address: contributor.email }, person: personAt(book, { ...contributor, name }) };
}

/** I19: what was collected for one contributor is no one else’s. */
function contributorFor(book: Book, { submission, continued = [] }: Requested, whose: string | undefined): Contributor | undefined {
  const all = [submission.contributor, ...continued.flatMap(({ contributor }) => contributor ?? [])];
  return whose === undefined ? submission.contributor : all.find((one) => mailboxHash(book, one) === whose);
}

/** I19: of whoever's it was before it went on with another. */
function formerContributor(book: Book, { continued = [] }: Requested, taker = 1): Recipient {
  const contributor = continued.flatMap((one) => one.contributor ?? [])[taker - 1];
  if (contributor === undefined || isPurged(contributor)) return { skip: GONE };
  return { to: { name: contributor.name, address: contributor.email }, person: personAt(book, contributor) };
}

/** S2: a reminder is for a clock that runs; of a breach people hear even when the answer came right after it. */
function isStillTold(clock: Clock | undefined): boolean {
  return clock?.state === 'running' || clock?.breachedAt !== undefined;
}
