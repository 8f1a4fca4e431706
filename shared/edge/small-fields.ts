import { choosableReleases } from '#domain/calendar/named.ts';
import { pullRequestNamed } from '#domain/intake/links.ts';
import { releaseProblem } from '#domain/intake/release-name.ts';
import { wordsProblem } from '#domain/intake/text.ts';
import { hasRole } from '#domain/people.ts';
import { isAuthor } from '#domain/request/authors.ts';
import { mayTakeOver } from '#domain/request/related.ts';
import { hasBackend, type Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { Instant } from '#domain/time.ts';

/** What people and operators type beside a choice. */
export type SmallField = 'comment' | 'backend' | 'assignee' | 'release' | 'overrideReason' | 'pullRequest' | 'takeOver';

export interface FieldContext {
  rules: Rules;
  now: Instant;
  /** The request that it is about, if it is about one. */
  state?: RequestState;
}

/** X2: the one schema of the small forms, for links, pages and operators' commands alike: a sentence about what is wrong, or nothing. */
export function fieldProblem(field: SmallField, value: string, context: FieldContext): string | undefined {
  return problemsOf[field](value, context);
}

const problemsOf: Record<SmallField, (value: string, context: FieldContext) => string | undefined> = {
  comment: wordsProblem,
  backend: (value, { rules }) =>
    hasBackend(rules, value) ? undefined : `There is no such backend; there is ${rules.backends.map(({ slug }) => slug).join(', ')}.`,
  assignee: (value, { rules, state }) => {
    const person = rules.people.find(({ id }) => id === value);
    if (person === undefined || !hasRole(rules.people, value, 'admin')) return 'Name an admin of this installation.';
    return state !== undefined && isAuthor(person, state) ? 'Authors never decide on their own request; name another admin.' : undefined;
  },
  release: (value, { rules, now }) => releaseProblem(value, choosableReleases(rules, now), now),
  overrideReason: wordsProblem,
  pullRequest: (value, { state }) => {
    const parsed = state === undefined ? undefined : pullRequestNamed(value, state.submission.change);
    return parsed === undefined || parsed.ok ? undefined : parsed.message;
  },
  takeOver: (value, { state }) =>
    state !== undefined && mayTakeOver(state).some(({ requestId }) => requestId === value)
      ? undefined
      : 'Name an open request about the same job at another pull request.',
};
