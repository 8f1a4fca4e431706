import type { Operated } from '#contexts/access/contracts/operation-answer.ts';
import type { OperationRequest } from '#doors/contracts/operations.ts';
import type { Operator as PipelineOperator } from '#products/pipelines/app/operations/define.ts';
import * as pipelines from '#products/pipelines/app/operate.ts';
import type { System as PipelineSystem } from '#products/pipelines/app/system.ts';
import * as rehearsal from '#products/rehearsal/app/operate.ts';
import type { Operator as RequestOperator } from '#products/rehearsal/app/operations/define.ts';
import type { System as RequestSystem } from '#products/rehearsal/app/system.ts';

/** The installation’s, as each product knows it. */
export type System = RequestSystem & PipelineSystem;

type Operator = RequestOperator & PipelineOperator;

/** B4, E7: one operation of any product, for somebody whose token was right. */
export async function operate(system: System, operator: Operator, asked: OperationRequest): Promise<Operated> {
  return pipelines.isOurs(asked) ? pipelines.operate(system, operator, asked) : rehearsal.operate(system, operator, asked);
}
