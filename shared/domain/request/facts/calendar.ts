import type { Instant } from '#domain/time.ts';
import type { CutoffRecord } from '#domain/request/cutoff.ts';
import { evolveCutoff } from '#domain/request/evolve/cutoff.ts';
import { held, overridden } from '#domain/request/evolve/freeze.ts';
import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';
import { offer } from '#domain/request/react/turn.ts';

export type CalendarFact =
  | { fact: 'cutoff_passed'; record: CutoffRecord; at: Instant }
  | { fact: 'turn_held'; freezes: string[]; until: Instant; at: Instant }
  | { fact: 'freeze_overridden'; freezes: string[]; reason: string; by: string; at: Instant };

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
