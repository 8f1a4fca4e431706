import type { Judged } from '#domain/request/gates.ts';
import type { ReviewsSeen } from '#domain/request/gates-seen.ts';
import { someOf } from '#domain/request/some-of.ts';

/**
 * G3. Those who were asked have approved, nobody else's request for changes stands, and there are as many approvals as the host's
 * rules want. Admins who are still to be heard come later, so their approvals are not waited for in that number either.
 */
export function reviewersGate(reviews: ReviewsSeen, isLater: (login: string) => boolean): Judged {
  const { approvedBy, changesRequestedBy, awaited, approvalsWanted } = reviews;
  const objecting = changesRequestedBy.filter((login) => !isLater(login));
  if (objecting.length > 0)
    return { state: 'failed', why: `${someOf(objecting)} asked for changes. The contributor makes them and asks for another review.` };
  const silent = awaited.filter((login) => !isLater(login));
  if (silent.length > 0) return { state: 'pending', why: `Not yet approved by ${someOf(silent)}. They review.` };
  const later = [...awaited, ...changesRequestedBy].filter(isLater).length;
  const short = approvalsWanted - later - approvedBy.length;
  if (short > 0)
    return { state: 'pending', why: `${short} more approval${short === 1 ? ' is' : 's are'} needed. The contributor asks for a review.` };
  const approved = approvedBy.filter((login) => !isLater(login));
  return { state: 'passed', why: approved.length > 0 ? `approved by ${someOf(approved)}` : 'no other review is asked for' };
}
