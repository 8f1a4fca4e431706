import type { BackendCommand } from '#contexts/backends/domain/process.ts';
import type { BackendState, PlainFlag } from '#contexts/backends/domain/state.ts';
import { changeBackend, loadBackend } from '#contexts/backends/app/backends.ts';
import type { BackendKernel } from '#contexts/backends/ports.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';

/** Who says it, of which backend, and the id that makes the command recognisable: asked for twice it is done once. */
interface Switching {
  backend: string;
  flag: PlainFlag;
  /** Their name on the record. */
  operator: string;
  id: string;
}

/** B2: what the flag holds back does not start from the moment that this is saved; whoever has the backend goes on, and can be cancelled. */
export async function raiseFlag(kernel: BackendKernel, { why, ...switching }: Switching & { why: string }): Promise<BackendState> {
  return commands(kernel, switching, { command: 'raise_flag', flag: switching.flag, operator: switching.operator, why });
}

/** B2: the queue is taken up again by an effect of it; the sweep brings what the queue does not take now. */
export async function lowerFlag(kernel: BackendKernel, switching: Switching): Promise<BackendState> {
  return commands(kernel, switching, { command: 'lower_flag', flag: switching.flag, operator: switching.operator });
}

type Asked = BackendCommand extends infer C ? (C extends BackendCommand ? Omit<C, 'id' | 'at' | 'by'> : never) : never;

async function commands(kernel: BackendKernel, { backend: slug, id }: Switching, asked: Asked): Promise<BackendState> {
  const done = await kernel.store.transact(async (tx) => {
    const document = await loadBackend(tx, slug);
    const by = { kind: 'system', part: 'operators' } as const;
    return changeBackend(kernel, tx, document, { id, at: tx.now(), by, ...asked });
  });
  if (done.outcome === 'saved') await dispatchLoose(kernel, done.effects);
  return done.state;
}
