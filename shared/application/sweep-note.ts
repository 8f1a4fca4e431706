import type { SweepNote } from '#contracts/document-types.ts';
import { HOUR } from '#domain/time.ts';
import type { System } from '#application/system.ts';

const NOTE = { collection: 'operations', id: 'sweep' } as const;

export async function readSweepNote(system: System): Promise<SweepNote | undefined> {
  const document = await system.store.get(NOTE);
  return document?.id === 'sweep' ? document : undefined;
}

/** Written when it found something, and once an hour as a sign of life: at rest it costs a read. */
export async function noteSweep(system: System, found: Record<string, number>): Promise<void> {
  const known = await readSweepNote(system);
  const isWork = Object.values(found).some((count) => count > 0);
  if (!isWork && known !== undefined && (await system.store.now()) - known.at < HOUR) return;
  await system.store.transact(async (tx) => {
    const document = await tx.get(NOTE);
    const before = document?.id === 'sweep' ? document : undefined;
    const at = tx.now();
    const last = isWork ? { at, found } : before?.last;
    tx.set(NOTE, { id: 'sweep', at, found, totals: sums(before?.totals ?? {}, found), ...(last === undefined ? {} : { last }) });
  });
}

function sums(one: Record<string, number>, other: Record<string, number>): Record<string, number> {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(names.map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]));
}
