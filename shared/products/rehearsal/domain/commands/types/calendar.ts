import type { Instant } from '#kernel/time.ts';

export type CalendarCommand =
  | { command: 'climb_ladder'; clock: string; /** Of the run of the clock that the ladder was laid for. */ dueAt: Instant }
  /** C4. `to`: the next row of the calendar; none when it ends. */
  | { command: 'cut_off'; release: string; cutoff: Instant; to?: string; /** C1. Its name while it had no date. */ estimate?: string }
  /** C5. To a later release, by whoever looks after releases. */
  | { command: 'defer_request'; release: string; reason: string; operator: string }
  /** C8. Its turn would come, and its backend is frozen. */
  | { command: 'hold_turn'; freezes: string[]; until: Instant }
  /** C8, B4. Wherever it stands in the queue. Without a reason whoever may override is asked. */
  | { command: 'override_freeze'; operator: string; reason?: string };
