import type { CutoffRecord } from '#contexts/calendar/domain/kept/cutoff.ts';

/** What the release calendar did with it. */
export interface Targeted {
  /** C4. How it stood when releases were cut, oldest first. */
  cutoffs?: CutoffRecord[];
}
