import type { AccessTables } from '#contexts/access/documents.ts';
import type { KernelTables } from '#kernel/store/documents.ts';
import type { Transaction } from '#kernel/store/port.ts';
import type { Kernel } from '#kernel/system.ts';

/** What tokens do in a transaction. */
export type AccessTransaction = Transaction<KernelTables & AccessTables>;

export type AccessKernel = Kernel<AccessTransaction>;
