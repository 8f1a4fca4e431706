import type { Instant } from '#kernel/time.ts';
import type { Change } from '#products/rehearsal/app/requests.ts';

/** A command, but who says it and when. */
export type Said = Change extends infer C ? (C extends Change ? Omit<C, 'id' | 'at' | 'by'> : never) : never;

/** A command to the request, once it is known when. */
export type Make = (at: Instant) => Change;
