import type { Person } from '#contexts/access/domain/people.ts';
import { sameMailbox } from '#kernel/address.ts';
import type { AuthorEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Authors } from '#contexts/gates/domain/kept/authors.ts';

/** What a decision about authors depends on. */
export type Written = Pick<Requested, 'submission' | 'continued'> & Authored;

/** What is kept of what the host said. */
export function authorsAmong(people: readonly Person[], { logins, addresses }: AuthorEvidence): Authors {
  const known = people.filter(({ email }) => addresses.some((address) => sameMailbox(address, email)));
  return { logins: [...new Set(logins.map((login) => login.toLowerCase()))].toSorted(), people: known.map(({ id }) => id).toSorted() };
}

/**
 * Q1, G11: the one question that every decision asks. An author is who opened the change, who is named by its commits, and the form's
 * contributor, under whichever spelling of their address. A login that somebody typed proves nothing: it counts if the host names it too. What was
 * recorded before the host was asked knows no better than what was typed.
 */
export function isAuthor(person: Person, { submission, authors, continued = [] }: Written): boolean {
  const { contributor } = submission;
  const login = person.githubLogin?.toLowerCase();
  if (sameMailbox(person.email, contributor.email)) return true;
  // I19: whose it was has asked for what ran.
  if (continued.some((one) => one.contributor !== undefined && sameMailbox(person.email, one.contributor.email))) return true;
  if (authors === undefined) return login !== undefined && login === contributor.githubLogin.toLowerCase();
  return authors.people.includes(person.id) || (login !== undefined && authors.logins.includes(login));
}

/** There are admins, and every one of them is an author. */
export function hasNobodyToDecide(people: readonly Person[], written: Written): boolean {
  return people.some((person) => person.roles.includes('admin')) && ableAdmins(people, written).length === 0;
}

/** Admins who may decide on this request. */
export function ableAdmins(people: readonly Person[], written: Written): Person[] {
  return people.filter((person) => person.roles.includes('admin') && !isAuthor(person, written));
}
