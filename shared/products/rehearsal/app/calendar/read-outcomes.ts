import type { ReportLine } from '#contexts/calendar/domain/report.ts';
import { outcomesOf, type InProduction } from '#products/rehearsal/domain/production.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** A9: what is known by now of what a release took in, by request; beside its report, which is never changed. One part has at most a hundred lines. */
export async function readOutcomes(system: System, lines: readonly ReportLine[]): Promise<Map<string, InProduction>> {
  const made = lines.filter(({ outcome }) => outcome === 'made');
  const found = await Promise.all(made.map(({ requestId }) => system.store.get({ collection: 'requests', id: requestId })));
  return new Map(found.flatMap((document) => (document === undefined ? [] : [[document.id, outcomesOf(document.state)] as const])));
}
