import type { ScheduleTables } from '#contexts/schedules/documents.ts';
import type { KernelTables } from '#kernel/store/documents.ts';
import type { Store, Transaction } from '#kernel/store/port.ts';
import type { Kernel } from '#kernel/system.ts';

/** What schedules do in a transaction. */
export type ScheduleTransaction = Transaction<KernelTables & ScheduleTables>;

/** What looks at schedules without changing them. */
export type ScheduleStore = Pick<Store<KernelTables & ScheduleTables>, 'get' | 'query'>;

export type ScheduleKernel = Kernel<ScheduleTransaction>;
