import type { SweepNote } from '#contracts/document-types.ts';
import { storeShape } from '#contracts/shapes.ts';
import { HOUR } from '#kernel/time.ts';
import type { System } from '#application/system.ts';
import { StoreError } from '#ports/store.ts';

const NOTE = { collection: 'operations', id: 'sweep' } as const;

export async function readSweepNote(system: System): Promise<SweepNote | undefined> {
  const document = await system.store.get(NOTE);
  return document?.id === 'sweep' ? document : undefined;
}

/** Z5. What the newest program that swept here could write. Throws newer_shape when this one cannot read all of it. */
export function refuseNewerStore(known: SweepNote | undefined, ours = storeShape()): void {
  const written = known?.storeShape ?? 1;
  if (written > ours)
    throw new StoreError('newer_shape', `a newer program has worked on this store (shape ${written}, this program knows ${ours})`);
}

/** Written when it found something, and once an hour as a sign of life: at rest it costs nothing. `known`: the note as it was before. */
export async function noteSweep(system: System, found: Record<string, number>, known: SweepNote | undefined): Promise<void> {
  const isWork = Object.values(found).some((count) => count > 0);
  const isRaised = (known?.storeShape ?? 1) < storeShape();
  if (!isWork && !isRaised && known !== undefined && (await system.store.now()) - known.at < HOUR) return;
  await system.store.transact(async (tx) => {
    const document = await tx.get(NOTE);
    const before = document?.id === 'sweep' ? document : undefined;
    const at = tx.now();
    const last = isWork ? { at, found } : before?.last;
    tx.set(NOTE, {
      id: 'sweep',
      storeShape: Math.max(before?.storeShape ?? 1, storeShape()),
      at,
      found,
      totals: sums(before?.totals ?? {}, found),
      ...(last === undefined ? {} : { last }),
    });
  });
}

function sums(one: Record<string, number>, other: Record<string, number>): Record<string, number> {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(names.map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]));
}
