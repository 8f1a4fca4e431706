import type { Instant } from '#kernel/time.ts';
import type { CutoffRecord } from '#contexts/calendar/domain/kept/cutoff.ts';

export type CalendarFact =
  | { fact: 'cutoff_passed'; record: CutoffRecord; at: Instant }
  | { fact: 'cutoff_reopened'; release: string }
  | { fact: 'turn_held'; freezes: string[]; until: Instant; at: Instant }
  /** C4, C5. By the release team, from the report or before the cut. */
  | { fact: 'deferred_by_team'; release: string; reason: string; by: string; at: Instant }
  | { fact: 'freeze_overridden'; freezes: string[]; reason: string; by: string; at: Instant };
