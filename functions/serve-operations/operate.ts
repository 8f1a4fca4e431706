import type { Operated } from '#contexts/access/contracts/operation-answer.ts';
import { actingAs } from '#contexts/access/app/act.ts';
import { askRight as askRightOf } from '#contexts/access/app/ask-right.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { Authorized, PlaceOf, Refusal } from '#contexts/access/app/authorize.ts';
import { needsOf, type OperationRequest } from '#doors/contracts/operations.ts';
import type { Operator as PipelineOperator } from '#products/pipelines/app/operations/define.ts';
import * as pipelines from '#products/pipelines/app/operate.ts';
import type { System as PipelineSystem } from '#products/pipelines/app/system.ts';
import * as rehearsal from '#products/rehearsal/app/operate.ts';
import type { Operator as RequestOperator } from '#products/rehearsal/app/operations/define.ts';
import type { System as RequestSystem } from '#products/rehearsal/app/system.ts';

/** The installation’s, as each product knows it. */
export type System = RequestSystem & PipelineSystem;

type Operator = RequestOperator & PipelineOperator;

/** Who asks, as their door proved them, and how what they ask about is found. */
export interface Asking extends Operator {
  placeOf: PlaceOf;
}

/** W4, W5. Whether they may; that they may not is on the record. */
export async function askRight(
  system: System,
  { who, placeOf }: Pick<Asking, 'who' | 'placeOf'>,
  asked: OperationRequest,
): Promise<Authorized | { refusal: Refusal }> {
  return askRightOf({ kernel: kernelOf(system), placeOf }, who, needsOf(asked), asked);
}

/** B4, E7, W4: one operation of any product, for whoever may. */
export async function operate(
  system: System,
  { who, placeOf, ...operator }: Asking,
  asked: OperationRequest,
): Promise<Operated | { refusal: Refusal }> {
  const authorized = await askRight(system, { who, placeOf }, asked);
  if ('refusal' in authorized) return authorized;
  const { asks } = operator;
  const house = { ...asks.house, kernel: actingAs(asks.house.kernel, who, authorized) };
  const by = { ...operator, who, codeHost: asks.host, asks: { ...asks, house } };
  const under = actingAs(system, who, authorized);
  return pipelines.isOurs(asked) ? pipelines.operate(under, by, asked) : rehearsal.operate(under, by, asked);
}
