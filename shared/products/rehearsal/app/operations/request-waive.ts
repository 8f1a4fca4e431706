import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { showRequest } from '#products/rehearsal/app/operate/requests.ts';
import { execute } from '#products/rehearsal/app/requests.ts';

/** G7, B4: by an operator who is an admin, or for one; or, without a reason, the admins are asked by mail. */
export const requestWaive: Operation<'request_waive'> = async (system, { by: operator, newId }, { id, gates, why, as }) => {
  const commandId = newId();
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
};
