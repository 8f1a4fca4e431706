import type { Occurrence, Timing } from '#contexts/schedules/domain/timing.ts';
import type { Instant } from '#kernel/time.ts';

/** O7. What becomes of an occurrence while what it started before still runs. */
export const overlapWays = ['skip', 'queue_one', 'allow'] as const;
export type Overlaps = (typeof overlapWays)[number];

/** O7. What becomes of occurrences that nobody could start at their time: the newest of them runs, none does, or all do, up to a bound of the settings. */
export const missedWays = ['run_once', 'skip', 'all'] as const;
export type Missed = (typeof missedWays)[number];

/** What a schedule starts: by which starter, and what that is given. */
interface Starts {
  kind: string;
  input: unknown;
}

/** What people set. */
export interface Plan {
  timing: Timing;
  starts: Starts;
  overlaps: Overlaps;
  missed: Missed;
}

export interface Said {
  since: Instant;
  by: string;
  why: string;
}

/** Something that was started, and is not known to be over. `id`: as its starter names it. */
export interface Running {
  occurrence: Occurrence;
  id: string;
}

/** What became of one occurrence, or of several that were missed. `at`: when it was said. */
export type Outcome =
  | { outcome: 'started'; occurrence: Occurrence; at: Instant; id: string; over?: { at: Instant; how: string } }
  /** `lost`: its start failed again and again, so that nobody can say whether it was made. */
  | { outcome: 'skipped' | 'refused' | 'lost'; occurrence: Occurrence; at: Instant; why: string }
  | { outcome: 'missed'; count: number; first: Occurrence; last: Occurrence; at: Instant; why: string };

export interface ScheduleState extends Plan {
  id: string;
  /** Number of the last command that changed it. */
  version: number;
  madeAt: Instant;
  madeBy: string;
  paused?: Said;
  /** A person ended it; it never stops by itself. */
  ended?: Said;
  /** The first occurrence of which nothing has been said; undefined where none follows. */
  next?: Occurrence;
  /** The newest of which something has been said: none at or before it is ever looked at again. */
  last?: Occurrence;
  /** It waits for what runs to be over. */
  queued?: Occurrence;
  /** Its start was intended, and nothing is known of it yet: it is asked for again under the same key. */
  starting?: Occurrence;
  /** Why what is due cannot be started now. */
  held?: { since: Instant; why: string };
  running: Running[];
  /** Newest last, at most 20 (Z6): the timeline has them all. */
  outcomes: Outcome[];
  /** The version whose commit asked for the look that is awaited, and when that is due. */
  timer?: { version: number; at: Instant };
}

/** Before anybody has made it. */
export function blankSchedule(id: string): ScheduleState {
  const timing = { once: 0, timeZone: 'UTC' };
  const starts = { kind: '', input: null };
  return { id, version: 0, madeAt: 0, madeBy: '', timing, starts, overlaps: 'skip', missed: 'skip', running: [], outcomes: [] };
}
