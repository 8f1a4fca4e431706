import { isProven } from '#products/rehearsal/domain/proven.ts';
import type { ReportedBreach } from '#contexts/calendar/domain/report.ts';
import { countsFor } from '#contexts/calendar/domain/counts-for.ts';
import type { Instant } from '#kernel/time.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';
import { endedWell, endedWellAt, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Targeted } from '#contexts/calendar/domain/parts/targeted.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';

/** Its target, while the cutoff of it has not been answered yet: `''` for a request that names none, which is for whichever is cut next. */
export function awaitedRelease(state: Requested & Questioned & Targeted & Lifecycle): string | undefined {
  if (state.status === 'rejected' || state.status === 'withdrawn' || !isProven(state)) return undefined;
  const target = state.submission.targetRelease ?? '';
  const last = state.cutoffs?.findLast(({ release }) => release === target);
  return last === undefined || last.outcome === 'moved' || last.reopened === true ? target : undefined;
}

/** A request that names no release is for the one that was next when it came. What blocked an earlier cut of the same release is judged again (C6). `estimate`: its name while it had no date. */
export function isFor(state: Requested & Questioned & Targeted & Lifecycle, release: string, cutoff: Instant, estimate?: string): boolean {
  const awaited = awaitedRelease(state);
  return (
    awaited === release ||
    (estimate !== undefined && awaited === estimate) ||
    (awaited === '' && state.submittedAt < cutoff) ||
    blocksBefore(state, release, cutoff)
  );
}

function blocksBefore({ status, cutoffs, submission }: Requested & Targeted & Lifecycle, release: string, cutoff: Instant): boolean {
  if (status === 'rejected' || status === 'withdrawn' || submission.targetRelease !== release) return false;
  const last = cutoffs?.findLast((record) => record.release === release);
  return last?.outcome === 'blocking' && last.cutoff < cutoff;
}

/** C5, S4: promises that were broken since the cut before this one, as they stand now. */
export function breachesFor({ clocks, cutoffs = [] }: Questioned & Targeted, cutoff: Instant): ReportedBreach[] {
  const since = cutoffs.findLast((record) => record.cutoff < cutoff)?.cutoff ?? 0;
  return clocks.flatMap((clock): ReportedBreach[] => {
    if (clock.breachedAt === undefined || clock.breachedAt < since) return [];
    const { kind, breachedAt } = clock;
    if (clock.state !== 'stopped') return [{ clock: kind, dueAt: clock.state === 'running' ? clock.dueAt : breachedAt }];
    return [{ clock: kind, dueAt: clock.dueAt, answeredAt: clock.stoppedAt }];
  });
}

/**
 * The release that has it, and when that can have gone out at the earliest. Fully tested at the cut, it is in; what blocked its release
 * and was approved later is in, too, since the release waited for it (C4), unless it was deferred meanwhile. It counts for no report.
 */
export function releasedWith(state: Requested & Targeted & Lifecycle): { release: string; at: Instant } | undefined {
  if (!endedWell(state)) return undefined;
  const { cutoffs = [], submission } = state;
  const taken = cutoffs.findLast(
    ({ outcome, release }) => outcome === 'made' || (outcome === 'blocking' && release === submission.targetRelease),
  );
  return taken === undefined ? undefined : { release: taken.release, at: Math.max(taken.cutoff, endedWellAt(state)) };
}

/** Whether it is in this release, and still fully tested. */
export function hasMade(state: Requested & Targeted & Lifecycle, release: string): boolean {
  return releasedWith(state)?.release === release;
}

/** C4, per job: by the store's time in the transaction that approved it. */
function jobCountsFor(job: Job, cutoff: Instant): boolean {
  return job.state === 'approved' && countsFor(job.approval.at, cutoff);
}

/** Fully tested before the instant, every job of it. */
export function requestCountsFor(state: Tested & Lifecycle, cutoff: Instant): boolean {
  if (!endedWell(state) || !countsFor(endedWellAt(state), cutoff)) return false;
  return (state.status === 'completed' && state.why === 'only_removes') || state.jobs.every((job) => jobCountsFor(job, cutoff));
}
