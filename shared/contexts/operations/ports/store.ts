import type { BackendTables } from '#contexts/backends/documents.ts';
import type { OperationTables } from '#contexts/operations/documents.ts';
import type { KernelTables } from '#kernel/store/documents.ts';
import type { Store, Transaction } from '#kernel/store/port.ts';

/** What is done with agents' tasks in a transaction. */
export type TaskTransaction = Transaction<KernelTables & BackendTables & OperationTables>;

/** What looks at agents' tasks without changing them. */
export type TaskStore = Pick<Store<BackendTables & OperationTables>, 'get' | 'query'>;
