import type { Duration, Instant } from '#domain/time.ts';
import type { Result } from '#application/perform-effect.ts';
import type { Change } from '#application/requests.ts';

/** R5. This effect asks again after so long; what is known by now is saved with it. */
export function again(after: Duration, command?: (at: Instant) => Change): Result {
  return { result: 'again', after, ...(command === undefined ? {} : { command }) };
}
