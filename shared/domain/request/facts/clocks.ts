import { climbed, paused, resumed, started, stopped, withClock } from '#domain/request/evolve/clocks.ts';
import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';
import { count, reactToRunning, tellOfRung } from '#domain/request/react/ladder.ts';
import type { ClockFact } from '#domain/request/facts/types/clocks.ts';

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
