import { sameMailbox } from '#kernel/address.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { cameAt } from '#products/rehearsal/domain/continued.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { subjectsOf } from '#products/rehearsal/domain/subjects.ts';
import type { Related } from '#contexts/intake/domain/kept/related.ts';

/** Most that a request is linked to; whoever shares a job with more than these has other worries. */
export const MOST_RELATED = 20;
const MOST_SUBJECTS = 5;

/** How `other` is related to `state`, seen from there; undefined when it is not. One move’s requests are no rivals: a group alone links nothing. */
export function relatedTo(
  state: Identified & Requested & Tested & Questioned & Lifecycle,
  other: Identified & Requested & Tested & Questioned & Lifecycle,
): Related | undefined {
  if (other.id === state.id) return undefined;
  const own = new Set(subjectsOf(state).map(({ subject }) => subject));
  const about = subjectsOf(other).flatMap(({ subject, open }) =>
    open && own.has(subject) && !subject.startsWith('group:') ? [subject] : [],
  );
  if (about.length === 0) return undefined;
  const { change, contributor } = other.submission;
  return {
    requestId: other.id,
    about: about.slice(0, MOST_SUBJECTS),
    code: changeKey(change),
    submittedAt: cameAt(other),
    sameContributor: isSame(contributor, state.submission.contributor),
  };
}

/** I19. Earlier requests about the same job at other pull requests, which this one may let go on in its place. */
export function mayTakeOver(state: Requested): Related[] {
  const { related = [], submission } = state;
  const isOther = ({ code, submittedAt }: Related): boolean =>
    code.includes('#') && code !== changeKey(submission.change) && submittedAt <= cameAt(state);
  return submission.change.kind === 'pull_request' ? related.filter(isOther) : [];
}

/** What is known of them, with what was found anew in its place. */
export function withRelated(known: readonly Related[] = [], found: readonly Related[]): Related[] {
  const news = new Set(found.map(({ requestId }) => requestId));
  return [...known.filter(({ requestId }) => !news.has(requestId)), ...found];
}

function isSame(one: { email: string; githubLogin: string }, other: { email: string; githubLogin: string }): boolean {
  return sameMailbox(one.email, other.email) && one.githubLogin.toLowerCase() === other.githubLogin.toLowerCase();
}

/** The newest request by the same contributor that came after this one: it may take its place. */
export function successorOf(state: Identified & Requested): Related | undefined {
  const { id, related = [] } = state;
  const came = cameAt(state);
  const isNewer = (other: Related): boolean => other.submittedAt > came || (other.submittedAt === came && other.requestId > id);
  return related.filter((other) => other.sameContributor && isNewer(other)).toSorted((a, b) => b.submittedAt - a.submittedAt)[0];
}
