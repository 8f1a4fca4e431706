import type { Outcome } from '#kernel/app/handle.ts';
import type { BackendCommand, BackendRefused } from '#contexts/backends/domain/process.ts';
import type { BackendState, FlagName, PlainFlag } from '#contexts/backends/domain/state.ts';
import { changeBackend, loadBackend } from '#contexts/backends/app/backends.ts';
import type { BackendKernel } from '#contexts/backends/ports.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';

/** Who says it, of which backend, and the id that makes the command recognisable: asked for twice it is done once. */
interface Switching {
  backend: string;
  flag: FlagName;
  /** Their name on the record. */
  operator: string;
  id: string;
}

/** B2: what the flag holds back does not start from the moment that this is saved; whoever has the backend goes on, and can be cancelled. */
export async function raiseFlag(
  kernel: BackendKernel,
  { why, flag, ...switching }: Switching & { flag: PlainFlag; why: string },
): Promise<BackendState> {
  const { state } = await commandBackend(kernel, switching, { command: 'raise_flag', flag, operator: switching.operator, why });
  return state;
}

/** B2: the queue is taken up again by an effect of it; the sweep brings what the queue does not take now. */
export async function lowerFlag(kernel: BackendKernel, switching: Switching): Promise<BackendState> {
  const { state } = await commandBackend(kernel, switching, { command: 'lower_flag', flag: switching.flag, operator: switching.operator });
  return state;
}

type Asked = BackendCommand extends infer C ? (C extends BackendCommand ? Omit<C, 'id' | 'at' | 'by'> : never) : never;

/** What an operator asks for, in a transaction of its own. */
export async function commandBackend(
  kernel: BackendKernel,
  { backend: slug, id }: Pick<Switching, 'backend' | 'id'>,
  asked: Asked,
): Promise<Outcome<BackendState, BackendRefused>> {
  const done = await kernel.store.transact(async (tx) => {
    const document = await loadBackend(tx, slug);
    const by = { kind: 'system', part: 'operators' } as const;
    return changeBackend(kernel, tx, document, { id, at: tx.now(), by, ...asked });
  });
  if (done.outcome === 'saved') await dispatchLoose(kernel, done.effects);
  return done;
}
