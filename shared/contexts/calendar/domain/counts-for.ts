import type { Instant } from '#kernel/time.ts';

/**
 * C4. What was approved at or after the hard cutoff never counts for that release; what was approved before it always does. `approvedAt` is
 * the store's time in the transaction that approved, so it does not matter when anybody looks.
 */
export function countsFor(approvedAt: Instant | undefined, hardCutoff: Instant): boolean {
  return approvedAt !== undefined && approvedAt < hardCutoff;
}
