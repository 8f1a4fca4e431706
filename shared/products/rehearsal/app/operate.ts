import { entryOf } from '#kernel/tables.ts';
import type { OperationName, OperationOf, OperationRequest } from '#products/rehearsal/contracts/operations.ts';
import type { Operated, Operator } from '#products/rehearsal/app/operations/define.ts';
import { operations } from '#products/rehearsal/app/operations/table.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** An operation of the contract without a file of its own here does not compile. */
const all: { readonly [N in OperationName]: (system: System, operator: Operator, asked: OperationOf<N>) => Promise<Operated> } = operations;

type Perform = (system: System, operator: Operator, asked: OperationRequest) => Promise<Operated>;

/** B4, E7: one operation for somebody whose token was right. */
export async function operate(system: System, operator: Operator, asked: OperationRequest): Promise<Operated> {
  return entryOf<Perform>(all, asked.operation, 'operation')(system, operator, asked);
}
