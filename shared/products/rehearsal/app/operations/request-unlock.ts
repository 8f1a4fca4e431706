import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { showRequest, unknown } from '#products/rehearsal/app/operate/requests.ts';
import { execute } from '#products/rehearsal/app/requests.ts';

/** X7. Whoever typed wrong codes too often is sent new links. */
export const requestUnlock: Operation<'request_unlock'> = async (system, { who, newId }, { id, person }) => {
  const commandId = newId();
  const [by, operator] = [actorOf(who), recordName(who)];
  const whom = person === undefined ? {} : { person };
  const outcome = await execute(system, id, (at) => ({ id: `unlock:${commandId}`, at, by, command: 'unlock', operator, ...whom }));
  if (outcome === undefined) return unknown(id);
  return outcome.outcome === 'refused' ? { refused: 'conflict', detail: outcome.refusal.message } : showRequest(system, id);
};
