import type { OperationRequest } from '#products/rehearsal/contracts/operations.ts';
import type { CommandSpec } from '#products/rehearsal/contracts/operations/define.ts';
import { operationKinds } from '#products/rehearsal/contracts/operations/table.ts';

export type Command = CommandSpec<OperationRequest>;

/** Of every operation, by their words. */
export const commands: readonly Command[] = Object.values(operationKinds)
  .flatMap((kind): Command[] => ('command' in kind && kind.command !== undefined ? [kind.command] : []))
  .toSorted((a, b) => a.words.join(' ').localeCompare(b.words.join(' ')));
