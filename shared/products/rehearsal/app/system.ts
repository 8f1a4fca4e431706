import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Store } from '#products/rehearsal/ports/store.ts';
import type { Log } from '#kernel/system.ts';
import type { TaskQueue } from '#kernel/task-queue.ts';

/** What every use case works with. */
export interface System {
  store: Store;
  queue: TaskQueue;
  rules: Rules;
  /** How many times faster than the wall the store's clock runs (E4). Patience with machines is measured on the wall: leases and graces are stretched by it. */
  timeScale: number;
  /** Hex SHA-256 of a text. */
  hash: (text: string) => string;
  /** Random text (Z4). Where it is left out, as in tests that must be the same each time, commitments can be guessed back. */
  salt?: () => string;
  log: Log;
}

export type { Log };
