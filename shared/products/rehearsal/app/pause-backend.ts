import type { BackendCommand } from '#contexts/backends/domain/process.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import { changeBackend, loadBackend } from '#products/rehearsal/app/backends.ts';
import { dispatchLoose } from '#products/rehearsal/app/outbox.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** B2: nothing new starts there from the moment that this is saved; whoever has it goes on, and can be cancelled. Safe to ask for twice. */
export async function pauseBackend(system: System, slug: string, operator: string, why: string, id: string): Promise<BackendState> {
  return commands(system, slug, id, { command: 'raise_flag', flag: 'pause', operator, why });
}

/** B2: the queue is taken up again by an effect of it; the sweep brings what the queue does not take now. */
export async function resumeBackend(system: System, slug: string, operator: string, id: string): Promise<BackendState> {
  return commands(system, slug, id, { command: 'lower_flag', flag: 'pause', operator });
}

type Asked = BackendCommand extends infer C ? (C extends BackendCommand ? Omit<C, 'id' | 'at' | 'by'> : never) : never;

async function commands(system: System, slug: string, id: string, asked: Asked): Promise<BackendState> {
  const done = await system.store.transact(async (tx) => {
    const document = await loadBackend(tx, slug);
    const by = { kind: 'system', part: 'operators' } as const;
    return changeBackend(system, tx, document, { id, at: tx.now(), by, ...asked });
  });
  if (done.outcome === 'saved') await dispatchLoose(system, done.effects);
  return done.state;
}
