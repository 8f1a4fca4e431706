import type { Duration, Instant } from '#domain/time.ts';
import type { Clock } from '#domain/clock/state.ts';
import { climbed, paused, resumed, started, stopped, withClock } from '#domain/request/evolve/clocks.ts';
import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';
import { count, reactToRunning, tellOfRung } from '#domain/request/react/ladder.ts';

export type ClockFact =
  | { fact: 'clock_started'; clock: string; kind: Clock['kind']; at: Instant; dueAt: Instant; promised?: Duration; runs?: string[] }
  | { fact: 'clock_paused'; clock: string; at: Instant; remaining: Duration }
  | { fact: 'clock_resumed'; clock: string; dueAt: Instant; at?: Instant }
  | { fact: 'clock_reminded'; clock: string; at: Instant; rung: number; askedNext?: string }
  | { fact: 'clock_breached'; clock: string; at: Instant; rung: number; askedNext?: string }
  | { fact: 'clock_stopped'; clock: string; at: Instant; left?: Duration; answeredBy?: string };

export const clockFacts: FactKinds<ClockFact> = {
  clock_started: { ...quiet, evolve: (state, fact) => ({ ...state, clocks: [...state.clocks, started(fact)] }), react: reactToRunning },
  clock_paused: { ...quiet, evolve: withClock(paused) },
  clock_resumed: { ...quiet, evolve: withClock(resumed), react: reactToRunning },
  clock_reminded: { ...quiet, evolve: withClock((clock, fact) => climbed(clock, fact)), react: tellOfRung },
  clock_breached: {
    ...quiet,
    evolve: withClock((clock, fact) => climbed(clock, fact, { breachedAt: fact.at })),
    react: tellOfRung,
    events: ({ clock }) => [{ type: 'clock.breached', clock }],
  },
  clock_stopped: { ...quiet, evolve: withClock(stopped), react: count },
};
