import type { z } from 'zod';

/** What was typed after the words of a command. */
export interface Given {
  positional: readonly string[];
  options: Readonly<Record<string, string>>;
  /** Notes what cannot be made sense of; all is told at once. */
  problem: (text: string) => void;
}

/** How the command line asks for it. `value`: the option has one. */
export interface CommandSpec<Asked> {
  words: readonly string[];
  /** Other words for it. */
  also?: readonly string[];
  /** Names of what follows the words; one with `?` may be left out. */
  positional: readonly string[];
  options: Readonly<Record<string, 'value' | 'flag'>>;
  about: string;
  make: (given: Given) => Asked;
}

/** One thing that an operator asks for (B4, E7): what is sent, and the words for it. Each is safe to ask for twice. */
export interface OperationKind<Schema extends z.ZodType<Asked>, Also extends Asked> {
  schema: Schema;
  /** None where another's command asks for it, too. */
  command?: CommandSpec<z.infer<Schema> | Also>;
}

interface Asked {
  operation: string;
}

/** In two steps, so that what `make` gives is checked by the schema. `Also`: another operation that the same words can ask for. */
export function defineOperation<Schema extends z.ZodType<Asked>, Also extends Asked = never>(
  schema: Schema,
): (command?: CommandSpec<z.infer<Schema> | Also>) => OperationKind<Schema, Also> {
  return (command) => (command === undefined ? { schema } : { schema, command });
}
