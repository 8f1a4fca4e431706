import type { CalendarTables } from '#contexts/calendar/documents.ts';
import { calendarEntries, revise } from '#contexts/calendar/domain/revisions.ts';
import type { CalendarRules } from '#contexts/calendar/domain/rules.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';
import type { System } from '#kernel/system.ts';

export const feedRef: DocumentRef<'feeds'> = { collection: 'feeds', id: 'calendar' };

/** N7: numbers the changes of the calendar, so that its readers see what moved. Called by every sweep; writes when something has changed. */
export async function keepRevisions(system: System<CalendarTables, CalendarRules>): Promise<boolean> {
  const entries = calendarEntries(system.rules).map(({ key, print }) => ({ key, print: system.hash(print).slice(0, 16) }));
  const seen = (await system.store.get(feedRef))?.revisions ?? [];
  if (revise(seen, entries, 0) === seen) return false;
  return system.store.transact(async (tx) => {
    const known = (await tx.get(feedRef))?.revisions ?? [];
    const revisions = revise(known, entries, tx.now());
    if (revisions !== known) tx.set(feedRef, { revisions });
    return revisions !== known;
  });
}
