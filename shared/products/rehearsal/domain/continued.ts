import { sameMailbox } from '#kernel/address.ts';
import type { Change, Contributor } from '#contexts/intake/domain/submission.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import { currentRun } from '#contexts/plans/domain/job/evidence-of.ts';
import { isPullRequestClosed } from '#products/rehearsal/domain/fallen.ts';
import type { Gate } from '#contexts/gates/domain/gates.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/refusal.ts';
import { isClosed, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Mergeable } from '#contexts/gates/domain/parts/mergeable.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { RequestCommon } from '#products/rehearsal/domain/state.ts';
import type { Instant } from '#kernel/time.ts';
import type { PullRequest, Continued, Successor } from '#contexts/intake/domain/kept/continued.ts';

/** So often one request goes on elsewhere. */
const MOST_TIMES = 10;

/**
 * Why it cannot go on there; undefined when it can. `successor`: whose contributor says so, and nobody else; `seen`: the gates of its own pull
 * request, as they were looked at for this. `byOperator`: also away from one that somebody has merged untested.
 */
export function refuseContinuing(
  state: Requested & Mergeable & Lifecycle,
  to: Change,
  { successor, seen, byOperator = false }: { successor?: Successor | undefined; seen?: readonly Gate[] | undefined; byOperator?: boolean },
): { refused: Refusal } | undefined {
  const { change } = state.submission;
  if (state.status === 'waiting_for_confirmation')
    return refuse('not_possible_now', 'its address is not confirmed, so nothing has started');
  if (isClosed(state))
    return refuse(
      'not_possible_now',
      `the request is over: ${state.status}; send a new form that names it, and its evidence is considered again`,
    );
  if (change.kind !== 'pull_request' || to.kind !== 'pull_request')
    return refuse('not_possible_now', 'it is about a branch, not a pull request');
  if (isMerged(state, byOperator)) return refuse('not_possible_now', 'its pull request is merged; only an admin can move it now');
  if (change.owner !== to.owner || change.repository !== to.repository)
    return refuse('not_possible_now', `it has to stay in its repository, ${change.owner}/${change.repository}`);
  if (changeKey(change) === changeKey(to)) return refuse('not_possible_now', `it is already at ${changeKey(to)}`);
  if ((state.continued ?? []).length >= MOST_TIMES) return refuse('not_possible_now', `it has already been moved ${MOST_TIMES} times`);
  if (successor === undefined || sameMailbox(successor.contributor.email, state.submission.contributor.email)) return undefined;
  if (seen !== undefined && isPullRequestClosed(seen)) return undefined;
  return refuse('not_allowed', 'its own pull request is still open: its contributor or an admin has to move it to yours');
}

function isMerged({ merge }: Mergeable, byOperator: boolean): boolean {
  return merge?.state === 'begun' || (merge?.state === 'merged' && (merge.tested || !byOperator));
}

/** The state at its new pull request, with what it knew of the old one taken away. */
export function goneOn(
  moved: RequestCommon,
  before: Requested & Authored & Tested,
  { to, at, by, reason, successor }: FactOf<'continued_at'>,
): RequestCommon {
  const { headSha, base: _base, authors: _authors, hanging: _hanging, earlier: _earlier, ...rest } = moved;
  const { nobodyDecides: _nobody, merge: _merge, ...kept } = rest;
  const { change: from, contributor } = before.submission;
  if (from.kind !== 'pull_request') throw new Error('continued_at of a request that is about a branch');
  const isOthers = successor !== undefined && !sameMailbox(successor.contributor.email, contributor.email);
  const evidence = standing(before, from) ?? before.continued?.at(-1)?.evidence;
  const record: Continued = {
    from,
    to,
    at,
    by,
    ...(reason === undefined ? {} : { reason }),
    ...(headSha === undefined ? {} : { headSha }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(successor === undefined ? {} : { successor: successor.requestId }),
    ...(isOthers ? { contributor } : {}),
  };
  return {
    ...kept,
    submission: { ...kept.submission, change: to, ...(isOthers ? { contributor: successor.contributor } : {}) },
    gates: [],
    continued: [...(before.continued ?? []), record],
  };
}

/** Runs that ended without failures, and wait for their verdict or have it: of the commit that stands there now. */
function standing(state: Authored & Tested, change: PullRequest): Continued['evidence'] {
  if (state.headSha === undefined) return undefined;
  const runs = state.jobs.flatMap((job) => {
    const run = job.state === 'approved' || job.state === 'awaiting_verdict' ? currentRun(job, state) : undefined;
    return run?.state === 'done' && run.result.failure === undefined ? [{ step: job.step, run: run.id }] : [];
  });
  return runs.length === 0 ? undefined : { change, headSha: state.headSha, runs };
}

/** Whose it was at an instant: what is told of the past is told of them. */
export function contributorAt({ submission, continued = [] }: Pick<Requested, 'submission' | 'continued'>, at: Instant): Contributor {
  return continued.find((one) => one.contributor !== undefined && at < one.at)?.contributor ?? submission.contributor;
}

/** How many contributors have had it before. */
export function takenOver({ continued = [] }: Pick<Requested, 'continued'>): number {
  return continued.filter(({ contributor }) => contributor !== undefined).length;
}

/** I11: when it came to the pull request that it is at. */
export function cameAt({ submittedAt, continued }: Pick<Requested, 'submittedAt' | 'continued'>): Instant {
  return continued?.at(-1)?.at ?? submittedAt;
}

/** Pull requests that it has left and is not at now, each once. */
export function leftBehind({ continued = [], submission }: Pick<Requested, 'continued' | 'submission'>): PullRequest[] {
  const now = changeKey(submission.change);
  const left = new Map(continued.map(({ from }) => [changeKey(from), from]));
  left.delete(now);
  return [...left.values()];
}
