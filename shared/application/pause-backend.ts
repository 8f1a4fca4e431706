import { newBackend, pause, resume, type BackendState } from '#domain/backend/state.ts';
import { offerTurn } from '#application/offer-turn.ts';
import type { System } from '#application/system.ts';

/** B2: nothing new starts there from the moment that this is saved; whoever has it goes on, and can be cancelled. Safe to ask for twice. */
export async function pauseBackend(system: System, slug: string, by: string, why: string): Promise<BackendState> {
  return changeBackend(system, slug, (state, at) => pause(state, { since: at, by, why }));
}

/** B2: takes up the queue at once, by a turn for the next that waits; the sweep does it if this one's answer is lost. */
export async function resumeBackend(system: System, slug: string, commandId: string): Promise<BackendState> {
  const state = await changeBackend(system, slug, resume);
  await offerTurn(system, slug, `resume:${commandId}`);
  return state;
}

async function changeBackend(system: System, slug: string, make: (state: BackendState, at: number) => BackendState): Promise<BackendState> {
  return system.store.transact(async (tx) => {
    const document = (await tx.get({ collection: 'backends', id: slug })) ?? { slug, state: newBackend(slug) };
    const state = make(document.state, tx.now());
    if (state !== document.state) tx.set({ collection: 'backends', id: slug }, { ...document, state });
    return state;
  });
}
