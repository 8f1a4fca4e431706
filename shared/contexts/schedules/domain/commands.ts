import type { Actor } from '#contexts/access/domain/people.ts';
import type { Plan } from '#contexts/schedules/domain/state.ts';
import type { Occurrence } from '#contexts/schedules/domain/timing.ts';
import type { Instant } from '#kernel/time.ts';

/** `at` is the store's time, `by` was proven at the border, `id` makes it recognisable. */
export type ScheduleCommand = { id: string; at: Instant; by: Actor } & ScheduleAsked;

/** `operator` is their name on the record; `problems`: what its starter finds wrong with its input. */
export type ScheduleAsked =
  | { command: 'make'; plan: Plan; operator: string; problems: string[] }
  | { command: 'change'; plan: Plan; operator: string; problems: string[] }
  | { command: 'pause'; operator: string; why: string }
  | { command: 'resume'; operator: string }
  | { command: 'end'; operator: string; why: string }
  /** It was looked at, at that instant: what is over by then, and whether the occurrence that is to be started can be. */
  | { command: 'keep'; asOf: Instant; over: Over[]; ready?: Ready }
  | { command: 'answer'; occurrence: Occurrence; answer: Answer }
  /** The look that it waits for is lost, or the clock was put back. */
  | { command: 'look_again' };

export interface Over {
  id: string;
  how: string;
}

export interface Ready {
  occurrence: Occurrence;
  /** Why it cannot be started now. */
  blocked?: string;
}

/** What became of a start that was asked for. */
export type Answer = { answer: 'started'; id: string } | { answer: 'refused' | 'blocked' | 'lost'; why: string };

export interface ScheduleRefused {
  refused: { code: 'wrong' | 'exists' | 'ended'; problems: string[] };
}
