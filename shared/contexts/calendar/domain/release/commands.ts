import type { ReportCause, ReportCounts } from '#contexts/calendar/domain/report.ts';
import type { CutCounts, Place } from '#contexts/calendar/domain/release/state.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import type { Instant } from '#kernel/time.ts';

/** `at` is the store's time, `by` was proven at the border, `id` makes it recognisable. */
export type ReleaseCommand = { id: string; at: Instant; by: Actor } & ReleaseAsked;

/** `stage`: its key in the state. */
export type ReleaseAsked =
  /** C1, C6. The calendar's row stands there now. */
  | { command: 'plan_release'; softCutoff: Instant; hardCutoff: Instant }
  /** C4. Somebody came late to a cut that is over. */
  | { command: 'look_again'; cutoff: Instant }
  | { command: 'begin_stage'; stage: string }
  /** This attempt ends here; the next one goes on after that place. */
  | { command: 'leave_stage'; stage: string; after: Place }
  | { command: 'collect_stage'; stage: string }
  | { command: 'overtake_stage'; stage: string }
  | { command: 'drop_stage'; stage: string }
  /** C3 to C5. Everybody was told. A cut gives counts, and a report unless a further look found nobody. */
  | { command: 'end_stage'; stage: string; told: number; cut?: { cutoff: Instant } & CutCounts; report?: PublishedReport };

interface PublishedReport {
  report: number;
  cause: ReportCause;
  counts: ReportCounts;
}

export interface ReleaseRefused {
  refused: { code: 'report_there'; message: string };
}
