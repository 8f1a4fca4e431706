import type { Duration, Instant } from '#kernel/time.ts';

/** What happens to the clocks of a process. `About`: what more the product keeps with one. */
export type ClockFact<Kind extends string = string, About extends object = object> = StartFact<Kind, About> | MoveFact;

export type StartFact<Kind extends string, About extends object = object> = {
  fact: 'clock_started';
  clock: string;
  kind: Kind;
  at: Instant;
  dueAt: Instant;
  promised?: Duration;
} & About;

/** What happens to a clock once it has begun. */
export type MoveFact =
  | { fact: 'clock_paused'; clock: string; at: Instant; remaining: Duration }
  | { fact: 'clock_resumed'; clock: string; dueAt: Instant; at?: Instant }
  | ClimbFact
  | { fact: 'clock_stopped'; clock: string; at: Instant; left?: Duration; answeredBy?: string };

/** S2, S4. What was due of a clock's ladder. */
export type ClimbFact =
  | { fact: 'clock_reminded'; clock: string; at: Instant; rung: number; askedNext?: string }
  | { fact: 'clock_breached'; clock: string; at: Instant; rung: number; askedNext?: string };
