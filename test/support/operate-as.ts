import type { Operated } from '#contexts/access/contracts/operation-answer.ts';
import type { OperationRequest } from '#doors/contracts/operations.ts';
import { operate, type Asking } from '#functions/serve-operations/operate.ts';
import { placeReader } from '#functions/wiring/places.ts';
import type { System } from '#functions/wiring/system.ts';

type Operator = Omit<Asking, 'placeOf'>;

/** As an operator asks, who may. */
export async function operateAs(system: System, operator: Operator, asked: OperationRequest): Promise<Operated> {
  const said = await operate(system, { ...operator, placeOf: placeReader(system) }, asked);
  if ('refusal' in said) throw new Error(`${operator.who.id} may not: ${said.refusal.permission}`);
  return said;
}
