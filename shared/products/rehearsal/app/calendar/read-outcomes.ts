import type { AfterCut, ReportLine } from '#contexts/calendar/domain/report.ts';
import { afterCut } from '#products/rehearsal/domain/after-cut.ts';
import { outcomesOf, type InProduction } from '#products/rehearsal/domain/production.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** What is known by now of the requests of a report, by request; beside it, for it is never changed. */
interface Outcomes {
  /** A9. Of what the release took in. */
  production: Map<string, InProduction>;
  /** C4. Of what was not ready when it was cut. */
  since: Map<string, AfterCut>;
}

/** One part of a report has at most a hundred lines. */
export async function readOutcomes(system: System, release: string, lines: readonly ReportLine[]): Promise<Outcomes> {
  const outcomes: Outcomes = { production: new Map(), since: new Map() };
  await Promise.all(
    lines.map(async ({ requestId, outcome }) => {
      const state = (await system.store.get({ collection: 'requests', id: requestId }))?.state;
      if (state === undefined) return;
      if (outcome === 'made') outcomes.production.set(requestId, outcomesOf(state));
      else outcomes.since.set(requestId, afterCut(state, release));
    }),
  );
  return outcomes;
}
