import type { ReleaseAsked, ReleaseRefused } from '#contexts/calendar/domain/release/commands.ts';
import { newRelease, type ReleaseState } from '#contexts/calendar/domain/release/state.ts';
import * as kernel from '#kernel/app/handle.ts';
import { storedReleases } from '#contexts/calendar/app/stored-releases.ts';
import type { CalendarTables, ReleaseDocument } from '#contexts/calendar/documents.ts';
import type { CalendarKernel, CalendarTransaction } from '#contexts/calendar/ports.ts';
import type { Transaction } from '#kernel/store/port.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';

/** One that nobody has looked at yet is there all the same. */
export async function loadRelease(
  tx: Pick<Transaction<CalendarTables>, 'get'>,
  { id }: DocumentRef<'releases'>,
  name: string,
): Promise<ReleaseDocument> {
  return (await tx.get({ collection: 'releases', id })) ?? { name, commands: [], state: newRelease(id, name) };
}

/**
 * Decides and writes, in the transaction it is given: release, timeline entry, effects (Z1). Call it after the last read. `key` tells this
 * command from all others of its kind to the release.
 */
export function changeRelease(
  given: CalendarKernel,
  tx: CalendarTransaction,
  document: ReleaseDocument,
  asked: ReleaseAsked,
  key: string,
): kernel.Outcome<ReleaseState, ReleaseRefused> {
  const command = { id: `${asked.command}:${key}`, at: tx.now(), by: { kind: 'system', part: 'calendar' }, ...asked } as const;
  return kernel.change(given, tx, storedReleases, document, command);
}
