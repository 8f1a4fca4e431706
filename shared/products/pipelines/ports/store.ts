import type * as kernel from '#kernel/store/port.ts';
import type { Tables } from '#products/pipelines/stored/documents.ts';

export type Transaction = kernel.Transaction<Tables>;
