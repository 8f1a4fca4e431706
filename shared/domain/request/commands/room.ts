import type { AnyCommand, Deciders } from '#kernel/process.ts';
import type { Actor } from '#domain/people.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import type { Refused } from '#domain/request/decision.ts';
import type { Instant } from '#domain/time.ts';

/** `at` is the store's time, `by` was proven at the border, `id` makes it recognisable. */
interface CommandHeader {
  id: string;
  at: Instant;
  by: Actor;
}

export type Headed<Asked> = Asked extends unknown ? CommandHeader & Asked : never;

/** A command without an entry does not compile. */
export type CommandDeciders<Asked extends AnyCommand> = Deciders<Deciding, Headed<Asked>, Refused>;
