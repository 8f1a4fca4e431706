import type { CommandSpec } from '#contexts/access/contracts/define-operation.ts';
import { operationKinds, type OperationRequest } from '#doors/contracts/operations.ts';

export type Command = CommandSpec<OperationRequest>;

/** Of every operation of every product, by their words. */
export const commands: readonly Command[] = operationKinds
  .flatMap((kind): Command[] => ('command' in kind && kind.command !== undefined ? [kind.command] : []))
  .toSorted((a, b) => a.words.join(' ').localeCompare(b.words.join(' ')));

/** By all the words that there are for each. */
export const spelled: readonly Command[] = commands.flatMap((command) => [
  command,
  ...(command.also === undefined ? [] : [{ ...command, words: command.also }]),
]);

/** Whether it lists page by page. */
export function isPaged(options: Command['options']): boolean {
  return Object.hasOwn(options, 'after');
}

/** As the help and a shell offer them. */
export function optionsOf(options: Command['options']): (readonly [name: string, kind: 'value' | 'flag'])[] {
  const own = Object.entries(options).filter(([name]) => name !== 'after');
  return isPaged(options) ? [...own, ['cursor', 'value'], ['all', 'flag']] : own;
}
