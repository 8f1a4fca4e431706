import type { Judged } from '#domain/request/gates.ts';
import type { ReviewsSeen } from '#domain/request/gates-seen.ts';
import { someOf } from '#domain/request/some-of.ts';

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
export function reviewersGate(reviews: ReviewsSeen, who: Reviewers): Judged {
  const approvedBy = reviews.approvedBy.filter((login) => !who.isAuthor(login) && !who.isNeverAwaited(login));
  const isLater = (login: string): boolean => who.isAdmin(login) || who.isAuthor(login) || isNobody(login, reviews, who);
  const objecting = reviews.changesRequestedBy.filter((login) => !isLater(login));
  if (objecting.length > 0)
    return { state: 'failed', why: `${someOf(objecting)} asked for changes. The contributor makes them and asks for another review.` };
  const silent = reviews.awaited.filter((login) => !isLater(login) && !hasSpoken(login, reviews, approvedBy));
  if (silent.length > 0) return { state: 'pending', why: `Not yet approved by ${someOf(silent)}. They review.` };
  const later = [...reviews.awaited, ...reviews.changesRequestedBy].filter(
    (login) => who.isAdmin(login) || isOfAdmins(login, reviews, who),
  );
  const counted = approvedBy.filter((login) => reviews.strangers?.includes(login) !== true);
  const short = reviews.approvalsWanted - later.length - counted.length;
  if (short > 0)
    return { state: 'pending', why: `${short} more approval${short === 1 ? ' is' : 's are'} needed. The contributor asks for a review.` };
  const approved = approvedBy.filter((login) => !who.isAdmin(login));
  return { state: 'passed', why: approved.length > 0 ? `approved by ${someOf(approved)}` : 'no other review is asked for' };
}

/** A program, or a team in which nobody is but admins and authors. */
function isNobody(login: string, reviews: ReviewsSeen, who: Reviewers): boolean {
  return who.isNeverAwaited(login) || reviews.bots?.includes(login) === true || isOfAdmins(login, reviews, who);
}

function isOfAdmins(login: string, { teams = [] }: ReviewsSeen, who: Reviewers): boolean {
  const members = teams.find(({ name }) => name === login)?.members ?? [];
  return members.length > 0 && members.every((member) => who.isAdmin(member) || who.isAuthor(member));
}

/** One of a team speaks for it. */
function hasSpoken(login: string, { teams = [] }: ReviewsSeen, approvedBy: readonly string[]): boolean {
  return teams.some(({ name, members }) => name === login && members.some((member) => approvedBy.includes(member)));
}
