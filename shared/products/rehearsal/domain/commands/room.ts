import type { AnyCommand, Deciders } from '#kernel/process.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import type { Refused } from '#products/rehearsal/domain/decision.ts';
import type { Headed } from '#products/rehearsal/domain/commands/types/header.ts';

/** A command without an entry does not compile. */
export type CommandDeciders<Asked extends AnyCommand> = Deciders<Deciding, Headed<Asked>, Refused>;
