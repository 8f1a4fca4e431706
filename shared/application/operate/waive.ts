import type { OperationRequest } from '#contracts/operations.ts';
import { showRequest } from '#application/operate/requests.ts';
import type { Operated } from '#application/operate/operated.ts';
import { execute } from '#application/requests.ts';
import type { System } from '#application/system.ts';

/** G7, B4: by an operator who is an admin, or for one; or, without a reason, the admins are asked by mail. */
export async function waiveGates(
  system: System,
  operator: string,
  commandId: string,
  { id, gates, why, as }: Extract<OperationRequest, { operation: 'request_waive' }>,
): Promise<Operated> {
  const outcome = await execute(system, id, (at) => ({
    id: `waive:${commandId}`,
    at,
    by: { kind: 'system', part: `operator ${operator}` },
    command: 'waive_gates',
    gates,
    operator,
    ...(why === undefined ? {} : { reason: why }),
    ...(as === undefined ? {} : { as }),
  }));
  if (outcome?.outcome === 'refused') return { refused: 'conflict', detail: outcome.refusal.message };
  return showRequest(system, id);
}
