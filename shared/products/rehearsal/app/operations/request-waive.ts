import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { showRequest } from '#products/rehearsal/app/operate/requests.ts';
import { execute } from '#products/rehearsal/app/requests.ts';

/** G7, B4: by an operator who is an admin, or for one; or, without a reason, the admins are asked by mail. */
export const requestWaive: Operation<'request_waive'> = async (system, { who, newId }, { id, gates, why, as }) => {
  const commandId = newId();
  const [by, operator] = [actorOf(who), recordName(who)];
  const outcome = await execute(system, id, (at) => ({
    id: `waive:${commandId}`,
    at,
    by,
    command: 'waive_gates',
    gates,
    operator,
    ...(why === undefined ? {} : { reason: why }),
    ...(as === undefined ? {} : { as }),
  }));
  if (outcome?.outcome === 'refused') return { refused: 'conflict', detail: outcome.refusal.message };
  return showRequest(system, id);
};
