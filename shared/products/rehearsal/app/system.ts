import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Tables } from '#products/rehearsal/stored/documents.ts';
import type * as kernel from '#kernel/system.ts';

/** What every use case works with. */
export type System = kernel.System<Tables, Rules>;

export type { Log } from '#kernel/system.ts';
