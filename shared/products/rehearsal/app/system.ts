import type { Others } from '#products/rehearsal/app/others.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';
import type { Tables } from '#products/rehearsal/stored/documents.ts';
import type * as kernel from '#kernel/system.ts';

/** What every use case works with. */
export interface System extends kernel.System<Tables, Rules> {
  /** What other products of the installation have of what this one serves them all with; there are none when left out. */
  others?: Others<System, Transaction>;
}

export type { Log } from '#kernel/system.ts';
