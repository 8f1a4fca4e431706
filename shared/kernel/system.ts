import type { Acting } from '#kernel/act.ts';
import type { Hash } from '#kernel/chain.ts';
import type { Digest } from '#kernel/digest.ts';
import type { EffectRule, OutboxEntry } from '#kernel/effect.ts';
import type { Header } from '#kernel/process.ts';
import type { StoredState } from '#kernel/stored.ts';
import type { KernelTables, KernelTransaction } from '#kernel/store/documents.ts';
import type { Store, Transaction } from '#kernel/store/port.ts';
import type { Tables } from '#kernel/store/tables.ts';
import type { About } from '#kernel/subject.ts';
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

/** What use cases work with: a store of these tables, and settings of which each context knows its part. */
export interface System<T extends Tables, Rules = unknown> extends Acting {
  store: Store<T>;
  queue: TaskQueue;
  rules: Rules;
  /** How many times faster than the wall the store's clock runs (E4). Patience with machines is measured on the wall: leases and graces are stretched by it. */
  timeScale: number;
  hash: Hash;
  /** A8. Of what is read piece by piece. Where it is left out, as in tests, no digests are kept. */
  digest?: () => Digest;
  /** Of the installation, whose products do not know one another. Left out, as in tests of one product, it is that product's own. */
  machine?: Machine<Transaction<T>>;
  /** Random text (Z4). Where it is left out, as in tests that must be the same each time, commitments can be guessed back. */
  salt?: () => string;
  log: Log;
}

/** What the kernel is told of the products. `Tx`: what their processes do in a transaction. */
export interface Machine<Tx extends KernelTransaction = never> {
  /** Kinds of effects, by name. */
  effects: Readonly<Record<string, EffectRule>>;
  /** Processes by the kind of their subject. A subject of another kind is no process: it is only named. */
  processes: Readonly<Record<string, AnyStored<Tx>>>;
}

/** A system with the machine that it runs. */
export interface Kernel<Tx extends KernelTransaction = never> extends Omit<System<KernelTables>, 'store' | 'machine'>, Machine<Tx> {
  store: KernelStore<Tx>;
}

/** What a command came to, whatever process it was for. `unheard`: to be dispatched once it is saved, since nothing rings. */
interface Commanded {
  state: unknown;
  unheard: OutboxEntry[];
}

/** Any of them, as the kernel finds them by the kind of a subject: what belongs together is checked where each is defined. */
export interface AnyStored<Tx extends KernelTransaction> {
  nameOf(id: string): string;
  entryOf(id: string): object;
  load(tx: Tx, id: string, about?: About): Promise<StoredState<unknown> | undefined>;
  change(kernel: Kernel<Tx>, tx: Tx, document: StoredState<unknown>, command: Header): Commanded;
}
