import type { Outlet, RequestEvent } from '#products/rehearsal/domain/announce/event.ts';
import { changeKey, type Submission } from '#contexts/intake/domain/submission.ts';
import { nameByHand } from '#contexts/plans/domain/job/by-hand.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import { happeningsOf } from '#products/rehearsal/domain/fact-table.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Instant } from '#kernel/time.ts';

/** N6. An effect for each outlet and each thing that happened that it wants to hear of. */
export function announce(commit: Commit): Wanted[] {
  const { facts, after, rules, at } = commit;
  const outlets: readonly Outlet[] = rules.outlets ?? [];
  if (outlets.length === 0 || !isProven(after)) return [];
  return facts.flatMap((fact) =>
    happeningsOf(fact, commit).flatMap((happening) => {
      const event = { ...about(after, at), ...happening };
      return outlets
        .filter(({ events }) => events.includes(event.type))
        .map(({ channel }): Wanted => ({ effect: { kind: 'announce', channel, event } }));
    }),
  );
}

/** Characters of a title: a list of many still fits into one document. */
const LONGEST = 100;

function about(
  { id, version, status, submission, backend }: Identified & Requested & Allocated & Lifecycle,
  at: Instant,
): Omit<RequestEvent, 'type'> {
  return {
    at,
    requestId: id,
    version,
    status,
    title: titleOf(submission).slice(0, LONGEST),
    change: changeKey(submission.change).slice(0, 2 * LONGEST),
    backend,
    ...(submission.targetRelease === undefined ? {} : { release: submission.targetRelease }),
  };
}

function titleOf(submission: Submission): string {
  const { jobs } = submission;
  const [first] = jobs;
  if (first === undefined) return nameByHand(submission);
  return jobs.length === 1 ? first.name : `${first.name} and ${jobs.length - 1} more`;
}
