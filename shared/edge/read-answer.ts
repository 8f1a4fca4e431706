import { releaseProblem } from '#domain/intake/release-name.ts';
import { wordsProblem } from '#domain/intake/text.ts';
import { isAuthor } from '#domain/request/authors.ts';
import { hasRole } from '#domain/people.ts';
import type { AnswerDetails } from '#domain/request/commands.ts';
import type { Action } from '#domain/request/questions.ts';
import { hasBackend, type Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { Instant } from '#domain/time.ts';

type Field = 'backend' | 'assignee' | 'release' | 'overrideReason';

/** Which fields an answer has beside its comment. Whatever else was sent is not read. */
const fieldsOf: Partial<Record<Action, Field>> = { accept: 'backend', assign: 'assignee', defer: 'release', approve: 'overrideReason' };

export interface ReadDetails {
  details: AnswerDetails;
  /** All at once, by field name. */
  problems: Map<string, string>;
}

/** X2: the one schema of the small forms. What does not exist, or cannot be shown as it is, is told beside its field, and nothing of it is kept. */
export function readDetails(
  action: Action,
  typed: ReadonlyMap<string, string>,
  at: { state: RequestState; rules: Rules; now: Instant },
): ReadDetails {
  const problems = new Map<string, string>();
  const read = (name: 'comment' | Field, problemOf: (value: string) => string | undefined): string => {
    const value = (typed.get(name) ?? '').trim();
    const problem = value === '' ? undefined : problemOf(value);
    if (problem !== undefined) problems.set(name, problem);
    return value;
  };
  const comment = read('comment', wordsProblem);
  const field = fieldsOf[action];
  const value = field === undefined ? '' : read(field, (given) => problemsOf[field](given, at));
  return { details: { comment, ...(field === undefined || value === '' ? {} : { [field]: value }) }, problems };
}

const problemsOf: Record<Field, (value: string, at: { state: RequestState; rules: Rules; now: Instant }) => string | undefined> = {
  backend: (value, { rules }) =>
    hasBackend(rules, value) ? undefined : `There is no such backend; there is ${rules.backends.map(({ slug }) => slug).join(', ')}.`,
  assignee: (value, { rules, state }) => {
    const person = rules.people.find(({ id }) => id === value);
    if (person === undefined || !hasRole(rules.people, value, 'admin')) return 'Name an admin of this installation.';
    return isAuthor(person, state) ? 'Authors never decide on their own request; name another admin.' : undefined;
  },
  release: (value, { rules, now }) => releaseProblem(value, rules.releases, now),
  overrideReason: wordsProblem,
};
