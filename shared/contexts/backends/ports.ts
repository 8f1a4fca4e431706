import type { BackendTables } from '#contexts/backends/documents.ts';
import type { KernelTables } from '#kernel/store/documents.ts';
import type { Transaction } from '#kernel/store/port.ts';
import type { Kernel } from '#kernel/system.ts';

/** What backends do in a transaction. */
export type BackendTransaction = Transaction<KernelTables & BackendTables>;

export type BackendKernel = Kernel<BackendTransaction>;
