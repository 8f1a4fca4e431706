import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { showRequest } from '#products/rehearsal/app/operate/requests.ts';
import { execute } from '#products/rehearsal/app/requests.ts';

/** C8, B4: one that waits for a frozen backend starts all the same; or, without a reason, whoever may say so is asked by mail. */
export const requestOverride: Operation<'request_override'> = async (system, { who, newId }, { id, why }) => {
  const commandId = newId();
  const [by, operator] = [actorOf(who), recordName(who)];
  const reason = why === undefined ? {} : { reason: why };
  const outcome = await execute(system, id, (at) => ({
    id: `override:${commandId}`,
    at,
    by,
    command: 'override_freeze',
    operator,
    ...reason,
  }));
  if (outcome?.outcome !== 'refused') return showRequest(system, id);
  const { code, message } = outcome.refusal;
  const instead = code === 'not_allowed' && why !== undefined ? ': without --why they are asked by mail' : '';
  return { refused: 'conflict', detail: `${message}${instead}` };
};
