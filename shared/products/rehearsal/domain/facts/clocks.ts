import { breached, paused, reminded, resumed, started, stopped, withClock } from '#kernel/promises/evolve.ts';
import { quiet, type FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import { count, reactToRunning, tellOfRung } from '#products/rehearsal/domain/react/ladder.ts';
import type { ClockFact } from '#products/rehearsal/domain/facts/types/clocks.ts';

export const clockFacts: FactKinds<ClockFact> = {
  clock_started: { ...quiet, evolve: (state, fact) => ({ ...state, clocks: [...state.clocks, started(fact)] }), react: reactToRunning },
  clock_paused: { ...quiet, evolve: withClock(paused) },
  clock_resumed: { ...quiet, evolve: withClock(resumed), react: reactToRunning },
  clock_reminded: { ...quiet, evolve: withClock(reminded), react: tellOfRung },
  clock_breached: { ...quiet, evolve: withClock(breached), react: tellOfRung, events: ({ clock }) => [{ type: 'clock.breached', clock }] },
  clock_stopped: { ...quiet, evolve: withClock(stopped), react: count },
};
