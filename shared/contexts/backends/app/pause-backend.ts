import type { BackendCommand } from '#contexts/backends/domain/process.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import { changeBackend, loadBackend } from '#contexts/backends/app/backends.ts';
import type { BackendKernel } from '#contexts/backends/ports.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';

/** B2: nothing new starts there from the moment that this is saved; whoever has it goes on, and can be cancelled. Safe to ask for twice. */
export async function pauseBackend(kernel: BackendKernel, slug: string, operator: string, why: string, id: string): Promise<BackendState> {
  return commands(kernel, slug, id, { command: 'raise_flag', flag: 'pause', operator, why });
}

/** B2: the queue is taken up again by an effect of it; the sweep brings what the queue does not take now. */
export async function resumeBackend(kernel: BackendKernel, slug: string, operator: string, id: string): Promise<BackendState> {
  return commands(kernel, slug, id, { command: 'lower_flag', flag: 'pause', operator });
}

type Asked = BackendCommand extends infer C ? (C extends BackendCommand ? Omit<C, 'id' | 'at' | 'by'> : never) : never;

async function commands(kernel: BackendKernel, slug: string, id: string, asked: Asked): Promise<BackendState> {
  const done = await kernel.store.transact(async (tx) => {
    const document = await loadBackend(tx, slug);
    const by = { kind: 'system', part: 'operators' } as const;
    return changeBackend(kernel, tx, document, { id, at: tx.now(), by, ...asked });
  });
  if (done.outcome === 'saved') await dispatchLoose(kernel, done.effects);
  return done.state;
}
