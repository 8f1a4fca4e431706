import type { Hash } from '#kernel/chain.ts';
import type { EffectRule } from '#kernel/effect.ts';
import type { Header } from '#kernel/process.ts';
import type { StoredState } from '#kernel/stored.ts';
import type { KernelTables, KernelTransaction } from '#kernel/store/documents.ts';
import type { Store } from '#kernel/store/port.ts';
import type { TaskQueue } from '#kernel/task-queue.ts';

/** A store of which the kernel's documents are a part. */
interface KernelStore<Tx extends KernelTransaction> extends Pick<Store<KernelTables>, 'now' | 'get' | 'query'> {
  transact<R>(work: (tx: Tx) => Promise<R>): Promise<R>;
}

/** Structured (X4): a fixed message, data beside it. Never a body, a token, a link or a whole address. */
export type Log = (
  severity: 'INFO' | 'WARNING' | 'ERROR',
  message: string,
  data: Record<string, string | number | boolean | undefined>,
) => void;

/** What every use of the kernel works with. */
export interface Kernel<Tx extends KernelTransaction = never> {
  store: KernelStore<Tx>;
  queue: TaskQueue;
  /** What the settings say; each process knows its part. */
  rules: unknown;
  /** Kinds of effects, by name. */
  effects: Readonly<Record<string, EffectRule>>;
  /** Processes by the kind of their subject. A subject of another kind is no process: it is only named. */
  processes: Readonly<Record<string, AnyStored<Tx>>>;
  /** How many times faster than the wall the store's clock runs (E4). Patience with machines is measured on the wall. */
  timeScale: number;
  hash: Hash;
  /** Random text (Z4). Where it is left out, as in tests that must be the same each time, commitments can be guessed back. */
  salt?: () => string;
  log: Log;
}

/** Any of them, as the kernel finds them by the kind of a subject: what belongs together is checked where each is defined. */
export interface AnyStored<Tx extends KernelTransaction> {
  nameOf(id: string): string;
  entryOf(id: string): object;
  load(tx: Tx, id: string): Promise<StoredState<unknown> | undefined>;
  change(kernel: Kernel<Tx>, tx: Tx, document: StoredState<unknown>, command: Header): unknown;
}
