import type { BackendUser } from '#contexts/backends/ports.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Tables } from '#products/rehearsal/stored/documents.ts';
import type * as kernel from '#kernel/system.ts';

/** What every use case works with. */
export interface System extends kernel.System<Tables, Rules> {
  /** Other products that do something on the same backends; there are none when left out. */
  alsoOnBackends?: readonly BackendUser[];
}

export type { Log } from '#kernel/system.ts';
