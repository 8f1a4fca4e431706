import { setTimeout as delay } from 'node:timers/promises';
import type { StoreError } from '#kernel/store/errors.ts';

/** `again`: nothing is known to have been saved and another run may succeed; `error` is what to throw when patience ends. */
export type Outcome<T> = { done: true; value: T } | { done: false; error: StoreError };

/** `attempts` runs in all; the first `eager` re-runs follow at once, the others after a random wait that doubles from `firstWait` up to `longestWait` (ms). */
export interface Patience {
  attempts: number;
  eager: number;
  firstWait: number;
  longestWait: number;
}

export async function withPatience<T>(patience: Patience, attempt: (number: number) => Promise<Outcome<T>>): Promise<T> {
  for (let number = 1; ; number += 1) {
    const outcome = await attempt(number);
    if (outcome.done) return outcome.value;
    if (number >= patience.attempts) throw outcome.error;
    if (number > patience.eager) await delay(waitAfter(number - patience.eager, patience));
  }
}

/** Randomised over the whole range: writers that met once must not meet again in step. */
function waitAfter(run: number, patience: Patience): number {
  return Math.random() * Math.min(patience.longestWait, patience.firstWait * 2 ** (run - 1));
}
