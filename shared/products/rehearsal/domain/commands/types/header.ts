import type { Actor } from '#contexts/access/domain/people.ts';
import type { Instant } from '#kernel/time.ts';

/** `at` is the store's time, `by` was proven at the border, `id` makes it recognisable. */
interface CommandHeader {
  id: string;
  at: Instant;
  by: Actor;
}

export type Headed<Asked> = Asked extends unknown ? CommandHeader & Asked : never;
