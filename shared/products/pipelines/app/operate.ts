import type { Operated } from '#contexts/access/contracts/operation-answer.ts';
import type { OperationName, OperationRequest } from '#products/pipelines/contracts/operations.ts';
import type { Operation, Operator } from '#products/pipelines/app/operations/define.ts';
import { operations } from '#products/pipelines/app/operations/table.ts';
import type { System } from '#products/pipelines/app/system.ts';
import { entryOf } from '#kernel/tables.ts';

/** An operation of the contract without a file of its own here does not compile. */
const all: { readonly [N in OperationName]: Operation<N> } = operations;

type Perform = (system: System, operator: Operator, asked: OperationRequest) => Promise<Operated>;

export function isOurs(asked: { operation: string }): asked is OperationRequest {
  return Object.hasOwn(all, asked.operation);
}

/** B4, E7: one operation for somebody whose token was right. */
export async function operate(system: System, operator: Operator, asked: OperationRequest): Promise<Operated> {
  return entryOf<Perform>(all, asked.operation, 'operation')(system, operator, asked);
}
