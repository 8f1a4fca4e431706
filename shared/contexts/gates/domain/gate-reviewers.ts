import type { Judged } from '#contexts/gates/domain/gates.ts';
import type { ReviewEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import { each, hindrances } from '#contexts/gates/domain/hindrances.ts';
import { someOf } from '#contexts/gates/domain/some-of.ts';

/** Who is not waited for. Logins in any letter case. */
export interface Reviewers {
  /** Server-jobs admins: they review when the job has run. */
  isAdmin(login: string): boolean;
  /** G11. Nobody waits for an author's own review, and it counts for nothing. */
  isAuthor(login: string): boolean;
  /** By the settings: programs and teams. */
  isNeverAwaited(login: string): boolean;
}

/**
 * G3. Those who were asked have approved, nobody else's request for changes stands, and there are as many approvals as the host's
 * rules want. Admins who are still to be heard come later, so their approvals are not waited for in that number either.
 */
export function reviewersGate(reviews: ReviewEvidence, who: Reviewers): Judged {
  const approvedBy = reviews.approvedBy.filter((login) => !who.isAuthor(login) && !who.isNeverAwaited(login));
  const isLater = (login: string): boolean => who.isAdmin(login) || who.isAuthor(login) || isNobody(login, reviews, who);
  const objecting = reviews.changesRequestedBy.filter((login) => !isLater(login));
  const silent = reviews.awaited.filter((login) => !isLater(login) && !hasSpoken(login, reviews, approvedBy));
  const later = [...reviews.awaited, ...reviews.changesRequestedBy].filter(
    (login) => who.isAdmin(login) || isOfAdmins(login, reviews, who),
  );
  const counted = approvedBy.filter((login) => reviews.strangers?.includes(login) !== true);
  const short = Math.max(0, reviews.approvalsWanted - later.length - counted.length);
  const open = hindrances(each('changes', objecting), each('review', silent), each('approval', numbers(short)));
  if (objecting.length > 0)
    return {
      state: 'failed',
      why: `${someOf(objecting)} asked for changes. The contributor makes the changes and asks for another review.`,
      hindrances: open,
    };
  if (silent.length > 0) return { state: 'pending', why: `Not yet approved by ${someOf(silent)}. They review.`, hindrances: open };
  if (short > 0)
    return {
      state: 'pending',
      why: `${short} more approval${short === 1 ? ' is' : 's are'} needed. The contributor asks for a review.`,
      hindrances: open,
    };
  const approved = approvedBy.filter((login) => !who.isAdmin(login));
  return { state: 'passed', why: approved.length > 0 ? `approved by ${someOf(approved)}` : 'no other review is asked for' };
}

/** So that whoever did without two does without one as well. A host's rule wants at most so many. */
function numbers(count: number): string[] {
  return Array.from({ length: Math.min(count, MOST_WANTED) }, (_, n) => String(n + 1));
}

const MOST_WANTED = 20;

/** A program, or a team in which nobody is but admins and authors. */
function isNobody(login: string, reviews: ReviewEvidence, who: Reviewers): boolean {
  return who.isNeverAwaited(login) || reviews.bots?.includes(login) === true || isOfAdmins(login, reviews, who);
}

function isOfAdmins(login: string, { teams = [] }: ReviewEvidence, who: Reviewers): boolean {
  const members = teams.find(({ name }) => name === login)?.members ?? [];
  return members.length > 0 && members.every((member) => who.isAdmin(member) || who.isAuthor(member));
}

/** One of a team speaks for it. */
function hasSpoken(login: string, { teams = [] }: ReviewEvidence, approvedBy: readonly string[]): boolean {
  return teams.some(({ name, members }) => name === login && members.some((member) => approvedBy.includes(member)));
}
