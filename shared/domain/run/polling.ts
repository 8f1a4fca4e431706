import { MINUTE, SECOND, type Duration } from '#domain/time.ts';

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
