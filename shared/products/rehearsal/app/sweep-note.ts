import type { SweepNote } from '#products/rehearsal/stored/document-types.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { collections } from '#products/rehearsal/stored/documents.ts';
import { storeShape } from '#kernel/store/shapes.ts';
import { StoreError } from '#kernel/store/errors.ts';

export const SWEEP_NOTE = { collection: 'operations', id: 'sweep' } as const;

export async function readSweepNote(system: System): Promise<SweepNote | undefined> {
  const document = await system.store.get(SWEEP_NOTE);
  return document?.id === 'sweep' ? document : undefined;
}

/** Z5. What the newest program that swept here could write. Throws newer_shape when this one cannot read all of it. */
export function refuseNewerStore(known: SweepNote | undefined, ours = storeShape(collections)): void {
  const written = known?.storeShape ?? 1;
  if (written > ours)
    throw new StoreError('newer_shape', `a newer program has worked on this store (shape ${written}, this program knows ${ours})`);
}
