import type { AnyCommand, Deciders } from '#kernel/process.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import type { Refused } from '#domain/request/decision.ts';
import type { Headed } from '#domain/request/commands/types/header.ts';

/** A command without an entry does not compile. */
export type CommandDeciders<Asked extends AnyCommand> = Deciders<Deciding, Headed<Asked>, Refused>;
