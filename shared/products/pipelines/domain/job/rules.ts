import type { Duration } from '#kernel/time.ts';

/** What jobs are decided by, of the settings of an installation. */
export interface JobRules {
  pipelines: {
    /** R9. So often an attempt that was lost is made up for by another. */
    retries: number;
    /** A backend whose agent has been silent for so long has lost what it was at. In the store's time. */
    lostAfter: Duration;
  };
}
