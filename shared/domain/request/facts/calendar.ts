import { evolveCutoff } from '#domain/request/evolve/cutoff.ts';
import { held, overridden } from '#domain/request/evolve/freeze.ts';
import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';
import { offer } from '#domain/request/react/turn.ts';
import type { CalendarFact } from '#domain/request/facts/types/calendar.ts';

export const calendarFacts: FactKinds<CalendarFact> = {
  cutoff_passed: {
    ...quiet,
    evolve: evolveCutoff,
    shown: 'sheet',
    events: ({ record }) => (record.outcome === 'moved' ? [{ type: 'request.deferred' }] : []),
  },
  turn_held: { ...quiet, evolve: held },
  freeze_overridden: { ...quiet, evolve: overridden, react: (_, { after }) => [offer(after.backend)] },
};
