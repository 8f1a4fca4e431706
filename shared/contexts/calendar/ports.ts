import type { CalendarTables } from '#contexts/calendar/documents.ts';
import type { KernelTables } from '#kernel/store/documents.ts';
import type { Transaction } from '#kernel/store/port.ts';
import type { Kernel } from '#kernel/system.ts';

/** What the calendar does in a transaction. */
export type CalendarTransaction = Transaction<KernelTables & CalendarTables>;

export type CalendarKernel = Kernel<CalendarTransaction>;
