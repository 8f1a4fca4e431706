import type * as kernel from '#kernel/store/port.ts';
import type { Tables } from '#products/rehearsal/stored/documents.ts';

export type Store = kernel.Store<Tables>;
export type Transaction = kernel.Transaction<Tables>;
