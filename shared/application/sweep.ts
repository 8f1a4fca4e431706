import { planCalendar } from '#application/calendar/plan.ts';
import { kernelOf } from '#application/machine.ts';
import { offerTurn } from '#application/offer-turn.ts';
import { frozen } from '#domain/calendar/freeze.ts';
import { holdsLease } from '#domain/deployment/state.ts';
import type { Allocated } from '#domain/request/parts/allocated.ts';
import { readBackend } from '#application/read-request.ts';
import { keepRevisions } from '#application/keep-revisions.ts';
import { renewProjections } from '#application/renew-projections.ts';
import { endUnconfirmed } from '#application/end-unconfirmed.ts';
import { forgetDue } from '#application/forget-contributor.ts';
import { tellOfGoneBackends } from '#application/gone-backends.ts';
import type { System } from '#application/system.ts';
import { alone, recover as recoverHeld, takeUpOverdue } from '#kernel/app/sweep.ts';

/** What a sweep found that should have happened by itself. All zero in a healthy system (B6). */
export interface Swept {
  effects: number;
  turns: number;
}

/** B6, Z2: finds what was promised and not done, and sees to it that it is done. */
export async function sweep(system: System, id: string): Promise<Swept> {
  const effects = await takeUpOverdue(kernelOf(system));
  await alone(system, 'calendar', async () => {
    await planCalendar(system);
    return true;
  });
  let turns = 0;
  for (const { slug } of system.rules.backends)
    if (
      await alone(
        system,
        slug,
        async () => (await isForgotten(system, slug)) && (await offerTurn(system, slug, `sweep:${id}`)) === 'granted',
      )
    )
      turns += 1;
  await alone(system, 'backends', async () => (await tellOfGoneBackends(system)) > 0);
  await alone(system, 'calendar', () => keepRevisions(system));
  await alone(system, 'projection', async () => !(await renewProjections(system)));
  await alone(system, 'intake', async () => (await endUnconfirmed(system)) > 0);
  await alone(system, 'personal data', async () => (await forgetDue(system)) > 0);
  if (effects + turns > 0) system.log('WARNING', 'sweep found work', { effects, turns });
  return { effects, turns };
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
  return first !== undefined && !(await isHeld(system, first.document.state));
}

/** C8: it has been told that it waits for the end of this freeze. Whoever may start all the same is offered its turn when that is said. */
async function isHeld({ store, rules }: System, { backend, held }: Allocated): Promise<boolean> {
  if (held === undefined || held.overridden !== undefined) return false;
  return frozen(rules.freezes ?? [], backend, await store.now())?.until === held.until;
}

/** For one process that owns its store and queue: what an earlier one held is dispatched anew at once (kernel/sweep.ts). */
export async function recover(system: System): Promise<number> {
  return recoverHeld(kernelOf(system));
}
