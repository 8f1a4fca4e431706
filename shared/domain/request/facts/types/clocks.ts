import type { Duration, Instant } from '#kernel/time.ts';
import type { Clock } from '#domain/clock/state.ts';

export type ClockFact =
  | { fact: 'clock_started'; clock: string; kind: Clock['kind']; at: Instant; dueAt: Instant; promised?: Duration; runs?: string[] }
  | { fact: 'clock_paused'; clock: string; at: Instant; remaining: Duration }
  | { fact: 'clock_resumed'; clock: string; dueAt: Instant; at?: Instant }
  | { fact: 'clock_reminded'; clock: string; at: Instant; rung: number; askedNext?: string }
  | { fact: 'clock_breached'; clock: string; at: Instant; rung: number; askedNext?: string }
  | { fact: 'clock_stopped'; clock: string; at: Instant; left?: Duration; answeredBy?: string };
