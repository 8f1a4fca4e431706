import { offerTurn } from '#products/rehearsal/app/offer-turn.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { readSlots } from '#contexts/backends/app/slots.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { frozen } from '#contexts/calendar/domain/freeze.ts';
import { holdsLease } from '#contexts/operations/domain/deployment/state.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import { alone } from '#kernel/app/sweep.ts';

/** Q3, C8. */
export const turns = defineSweeper({
  kind: 'lost',
  order: 30,
  finds: 'backends that are held by a turn that is over, or free while somebody waits',
  helps: 'offers them to whoever is next',
  async look(system, sweep) {
    let granted = 0;
    for (const { slug } of system.rules.backends) if (await alone(system, slug, () => grants(system, slug, sweep))) granted += 1;
    return granted;
  },
});

async function grants(system: System, slug: string, sweep: string): Promise<boolean> {
  return (await isForgotten(system, slug)) && (await offerTurn(system, slug, `sweep:${sweep}`)) === 'granted';
}

/** A lease whose turn is over, or a free backend with somebody waiting. */
async function isForgotten(system: System, slug: string): Promise<boolean> {
  const { state } = await readBackend(system, slug);
  if (state.lease !== undefined) {
    const holder = await system.store.get({ collection: 'requests', id: state.lease.requestId });
    const turn = holder?.state.turn;
    return !holdsLease(turn) || turn.backend !== slug || turn.fencing !== state.lease.fencing;
  }
  const [first] = await system.store.query({ index: 'requestsWaitingForBackend', equal: { waitsForBackend: slug }, limit: 1 });
  return first === undefined ? isKeptForNobody(system, slug) : !(await isHeld(system, first.document.state));
}

/** Others are kept from sharing it for somebody who does not wait any more. */
async function isKeptForNobody(system: System, slug: string): Promise<boolean> {
  return (await readSlots(system, slug)).exclusiveSince !== undefined;
}

/** C8: it has been told that it waits for the end of this freeze. Whoever may start all the same is offered its turn when that is said. */
async function isHeld({ store, rules }: System, { backend, held }: Allocated): Promise<boolean> {
  if (held === undefined || held.overridden !== undefined) return false;
  return frozen(rules.freezes ?? [], backend, await store.now())?.until === held.until;
}
