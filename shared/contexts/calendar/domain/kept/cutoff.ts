import type { Instant } from '#kernel/time.ts';

/** C4. How a request stood when a release was cut: `made` it, `moved` to a later one (or to none, where the calendar ends), or `blocking`: essential and not ready. */
export type ReleaseOutcome = { outcome: 'made' } | { outcome: 'blocking' } | { outcome: 'moved'; to?: string };

/** `reopened`: it made a later cut of this release, until its evidence fell. Until that cut is answered anew, this says nothing of how it stands. */
export type CutoffRecord = { release: string; cutoff: Instant; reopened?: true } & ReleaseOutcome;
