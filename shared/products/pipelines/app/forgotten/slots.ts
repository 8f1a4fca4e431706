import { giveBack, loadSlots, readSlots } from '#contexts/backends/app/slots.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';
import { looseEntry } from '#kernel/outbox.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import type { AnyEffect } from '#kernel/effect.ts';

/** B6. Slots that are held for jobs of which nothing can be on the backend. Gives how many were given back. `sweep`: who looks. */
export async function freeForgotten(house: JobHouse, slug: string, sweep: string): Promise<number> {
  const { holders } = await readSlots(house, slug);
  let freed = 0;
  for (const { holder } of holders) {
    const job = await house.store.get({ collection: 'jobs', id: holder });
    if (job?.state.attempt === undefined && (await free(house, slug, holder, sweep))) freed += 1;
  }
  return freed;
}

async function free({ kernel }: JobHouse, slug: string, holder: string, sweep: string): Promise<boolean> {
  const offer = await kernel.store.transact(async (tx) => {
    const job = await tx.get({ collection: 'jobs', id: holder });
    const open = await loadSlots(tx, slug);
    if (job?.state.attempt !== undefined || !open.slots.holders.some((one) => one.holder === holder)) return undefined;
    giveBack(tx, open, holder);
    const effect = { kind: 'offer_turn', backend: slug } as AnyEffect;
    const entry = looseEntry(kernel, `${sweep}-${holder}-offer`, { kind: 'backend', id: slug }, effect, tx.now());
    tx.create({ collection: 'outbox', id: entry.key }, entry);
    return entry;
  });
  if (offer !== undefined) await dispatchLoose(kernel, [offer]);
  return offer !== undefined;
}
