import { MINUTE, type Duration } from '#kernel/time.ts';
import type { Executor } from '#contexts/operations/domain/run/state.ts';

/** How long a run that was asked to stop for its time limit has until it is taken for lost. */
export const STOP_GRACE = 30 * MINUTE;

/** Its executor brings no news by itself: it must be asked. */
export function isPolled(executor: Executor): boolean {
  return executor === 'dataflow';
}

/** R9. Back-off before attempt number `attempt` (2, 3, 4): 1, 4 and 16 minutes. */
export function retryDelay(attempt: number): Duration {
  return MINUTE * 4 ** Math.max(0, attempt - 2);
}
