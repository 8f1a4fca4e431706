import type { Instant } from '#kernel/time.ts';

/** C1, C5. A release as a list shows it. */
export interface ListedRelease {
  name: string;
  softCutoff: Instant;
  hardCutoff: Instant;
  /** How many versions of its report there are. */
  reports: number;
  /** At the last cut; undefined before the first. */
  cut: { made: number; moved: number; blocking: number } | undefined;
}
