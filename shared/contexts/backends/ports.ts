import type { BackendTables } from '#contexts/backends/documents.ts';
import type { KernelTables } from '#kernel/store/documents.ts';
import type { Transaction } from '#kernel/store/port.ts';
import type { Kernel } from '#kernel/system.ts';
import type { Duration } from '#kernel/time.ts';

/** A product, as far as it does something on backends. Each is asked in the order of the installation's table, and does the same once however often it is asked. */
export interface BackendUser {
  /** B2. Has what of it runs there stopped that is to be, and may run again. Gives how much of it had not been asked before. `id`: who asks. */
  interrupt(slug: string, id: string): Promise<number>;
  /** How much of it waits for the backend. */
  waiting(slug: string): Promise<number>;
}

/** One that takes its turn when the backend has something free. */
export interface TurnTaker extends BackendUser {
  /** Q3, B7. Gives what is free to those of its that wait, in its own order. Gives how long after it is to be asked again, where nothing else would. */
  offer(slug: string, id: string): Promise<Duration | undefined>;
}

/** What backends do in a transaction. */
export type BackendTransaction = Transaction<KernelTables & BackendTables>;

export type BackendKernel = Kernel<BackendTransaction>;
