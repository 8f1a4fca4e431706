import { MINUTE, SECOND, type Duration } from '#kernel/time.ts';
import type { Executor } from '#domain/run/state.ts';

/** How long a run that was asked to stop for its time limit has until it is taken for lost. */
export const STOP_GRACE = 30 * MINUTE;

/** Its executor brings no news by itself: it must be asked. */
export function isPolled(executor: Executor): boolean {
  return executor === 'dataflow';
}

/** R5. How long to wait until the next poll of a run that was launched `age` ago. */
export function pollDelay(age: Duration): Duration {
  if (age < 5 * MINUTE) return 15 * SECOND;
  if (age < 60 * MINUTE) return MINUTE;
  return 5 * MINUTE;
}

/** R9. Back-off before attempt number `attempt` (2, 3, 4): 1, 4 and 16 minutes. */
export function retryDelay(attempt: number): Duration {
  return MINUTE * 4 ** Math.max(0, attempt - 2);
}
