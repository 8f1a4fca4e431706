import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import type { ProgramName } from '#contexts/operations/domain/programs.ts';
import type { OperationState } from '#contexts/operations/domain/state.ts';
import type { Subject } from '#kernel/subject.ts';
import type { Instant } from '#kernel/time.ts';

/** O6. Whatever is left out does not count. Letter case does not tell names and people apart. */
export interface OperationFilter {
  program?: ProgramName | undefined;
  name?: string | undefined;
  backend?: string | undefined;
  state?: OperationState | undefined;
  person?: string | undefined;
  /** What it belongs to: a request, a run. */
  within?: Subject | undefined;
  /** When it was made, both inclusive. */
  since?: Instant | undefined;
  until?: Instant | undefined;
}

/** What is asked of a listing beside when it was made, as a term and as it is written there. */
interface Kind<V> {
  asked(filter: OperationFilter): V | undefined;
  has(listing: Listing): readonly V[];
  text(value: V): string;
}

/** One line for each: what it is found by. */
const kinds = {
  program: kind({ asked: ({ program }) => program, has: ({ program }) => [program], text: plain }),
  name: kind({ asked: ({ name }) => name, has: ({ name }) => [name], text: folded }),
  backend: kind({ asked: ({ backend }) => backend, has: ({ backend }) => [backend], text: plain }),
  state: kind({ asked: ({ state }) => state, has: ({ state }) => [state], text: plain }),
  person: kind({ asked: ({ person }) => person, has: ({ people }) => people, text: folded }),
  within: kind({ asked: ({ within }) => within, has: ({ within }) => [within], text: ({ kind: of, id }) => `${of} ${id}` }),
};

function kind<V>(one: Kind<V>): { asked(filter: OperationFilter): string | undefined; has(listing: Listing): string[] } {
  return {
    asked(filter) {
      const value = one.asked(filter);
      return value === undefined ? undefined : one.text(value);
    },
    has: (listing) => one.has(listing).map((value) => one.text(value)),
  };
}

/** Each term is an entry of an index that a commit writes (0049): there are as few as can be, and all are whole. */
export function termsOf(listing: Listing): string[] {
  const terms = Object.entries(kinds).flatMap(([name, one]) => one.has(listing).map((text) => term(name, text)));
  const { home, name } = listing;
  return [...new Set([...terms, ...(home === undefined ? [] : [knownTerm(home, name)])])];
}

/** By each of these alone it is found, and by others beside. */
export function askedTerms(filter: OperationFilter): string[] {
  return Object.entries(kinds).flatMap(([name, one]) => {
    const text = one.asked(filter);
    return text === undefined ? [] : [term(name, text)];
  });
}

/** Of one job or action, wherever it ran. */
export function knownTerm(home: string, name: string): string {
  return term('known', `${folded(home)} ${name}`);
}

/** Whether all that is asked holds. Terms are cut, and this is not. */
export function fits(listing: Listing, filter: OperationFilter): boolean {
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = filter;
  if (listing.createdAt < since || listing.createdAt > until) return false;
  return Object.values(kinds).every((one) => {
    const text = one.asked(filter);
    return text === undefined || one.has(listing).includes(text);
  });
}

/** Letters of a term. */
const LONGEST = 200;

function term(name: string, text: string): string {
  return `${name}:${Array.from(text).slice(0, LONGEST).join('')}`.toWellFormed();
}

function plain(text: string): string {
  return text;
}

function folded(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
