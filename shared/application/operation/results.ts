import type { Duration, Instant } from '#kernel/time.ts';
import type { Result } from '#application/perform-effect.ts';
import type { Change } from '#application/requests.ts';

/** A command, but who says it and when. */
export type Said = Change extends infer C ? (C extends Change ? Omit<C, 'id' | 'at' | 'by'> : never) : never;

/** A command to the request, once it is known when. */
export type Make = (at: Instant) => Change;

/** R5. This effect asks again after so long; what is known by now is saved with it. */
export function again(after: Duration, command?: Make): Result {
  return { result: 'again', after, ...(command === undefined ? {} : { command }) };
}
