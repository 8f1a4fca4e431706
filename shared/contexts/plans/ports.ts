import type { PlanTables } from '#contexts/plans/documents.ts';
import type { KernelTables } from '#kernel/store/documents.ts';
import type { Store, Transaction } from '#kernel/store/port.ts';

/** What plans do in a transaction. */
export type PlanTransaction = Transaction<KernelTables & PlanTables>;

/** What looks at plans without changing them. */
export type PlanStore = Pick<Store<PlanTables>, 'get'>;
