import type { z } from 'zod';
import type { Answer } from '#contexts/access/contracts/api/answer.ts';
import type { Route } from '#contexts/access/contracts/api/route.ts';
import type { PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import type { On } from '#contexts/access/domain/rights/place.ts';

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

/** W4. What is asked of whoever asks for it, by every door. */
export interface Needs<Asked> {
  permission: PermissionName;
  /** Where the permission must hold. */
  on(asked: Asked): On;
  /** Why an old sign-in is enough, although the permission is a sensitive one. Of those who are signed in everything else of these takes a fresh one. */
  stale?: string;
  /** In whose name it is done, where that is said: person id. */
  actsFor?(asked: Asked): string | undefined;
}

/** P1. Where programs ask for it, and what they are answered. */
interface Spoken {
  route: Route;
  answer: Answer;
}

/** One thing that can be asked of the installation (B4, E7): what is sent, the right that it needs, and the words for it. Each is safe to ask for twice. */
export interface OperationKind<Schema extends z.ZodType<Asked>, Also extends Asked> extends Needs<z.infer<Schema>>, Spoken {
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
  traits: Needs<z.infer<Schema>> & Spoken,
): (command?: CommandSpec<z.infer<Schema> | Also>) => OperationKind<Schema, Also> {
  return (command) => ({ schema, ...traits, ...(command === undefined ? {} : { command }) });
}

/** Of a list that shows what somebody may see, wherever they may. */
export function anywhere(): On {
  return { anywhere: true };
}

/** What is about no place in particular. */
export function everywhere(): On {
  return {};
}
