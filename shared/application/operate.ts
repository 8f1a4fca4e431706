import { entryOf } from '#kernel/tables.ts';
import type { OperationName, OperationOf, OperationRequest } from '#contracts/operations.ts';
import type { Operated, Operator } from '#application/operations/define.ts';
import { operations } from '#application/operations/table.ts';
import type { System } from '#application/system.ts';

/** An operation of the contract without a file of its own here does not compile. */
const all: { readonly [N in OperationName]: (system: System, operator: Operator, asked: OperationOf<N>) => Promise<Operated> } = operations;

type Perform = (system: System, operator: Operator, asked: OperationRequest) => Promise<Operated>;

/** B4, E7: one operation for somebody whose token was right. */
export async function operate(system: System, operator: Operator, asked: OperationRequest): Promise<Operated> {
  return entryOf<Perform>(all, asked.operation, 'operation')(system, operator, asked);
}
