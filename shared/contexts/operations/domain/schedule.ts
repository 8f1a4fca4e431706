import { MINUTE, SECOND, type Duration } from '#kernel/time.ts';

/** R5. How long to wait until the next look at an operation that was launched `age` ago. */
export function pollDelay(age: Duration): Duration {
  if (age < 5 * MINUTE) return 15 * SECOND;
  if (age < 60 * MINUTE) return MINUTE;
  return 5 * MINUTE;
}

/** A launched operation that its executor does not know for so long will not turn up any more. On the wall. */
export const GONE_AFTER = 15 * MINUTE;

/** So long after a cancel no launch that began before it is still under way: the lease of an effect, and a grace. On the wall. */
export const SETTLED_AFTER = 10 * MINUTE;

/** How soon what is to be cancelled and is not there yet is looked for again. */
export const LOOK_AGAIN = 15 * SECOND;
