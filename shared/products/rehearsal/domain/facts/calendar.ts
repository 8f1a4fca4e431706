import { evolveCutoff, reopenCutoff } from '#products/rehearsal/domain/evolve/cutoff.ts';
import { held, overridden } from '#products/rehearsal/domain/evolve/freeze.ts';
import { quiet, type FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import { toContributor } from '#products/rehearsal/domain/react/mail.ts';
import { offer } from '#products/rehearsal/domain/react/allocation.ts';
import type { CalendarFact } from '#products/rehearsal/domain/facts/types/calendar.ts';

export const calendarFacts: FactKinds<CalendarFact> = {
  cutoff_passed: {
    ...quiet,
    evolve: evolveCutoff,
    shown: 'sheet',
    events: ({ record }) => (record.outcome === 'moved' ? [{ type: 'request.deferred' }] : []),
  },
  cutoff_reopened: { ...quiet, evolve: reopenCutoff },
  turn_held: { ...quiet, evolve: held },
  deferred_by_team: {
    evolve: (state, { release }) => ({ ...state, submission: { ...state.submission, targetRelease: release } }),
    react: ({ release, reason }) => toContributor('deferred', { release, reason }),
    shown: 'sheet',
    events: () => [{ type: 'request.deferred' }],
  },
  freeze_overridden: { ...quiet, evolve: overridden, react: (_, { after }) => [offer(after.backend)] },
};
