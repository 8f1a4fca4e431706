import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { showRequest, unknown } from '#products/rehearsal/app/operate/requests.ts';
import { execute } from '#products/rehearsal/app/requests.ts';

/** R10: asked twice, the second answer says that it is over. */
export const requestStop: Operation<'request_stop'> = async (system, { who, newId }, { id, why }) => {
  const commandId = newId();
  const [by, operator] = [actorOf(who), recordName(who)];
  const outcome = await execute(system, id, (at) => ({ id: `stop:${commandId}`, at, by, command: 'stop', reason: why, operator }));
  if (outcome === undefined) return unknown(id);
  return outcome.outcome === 'refused' ? { refused: 'conflict', detail: outcome.refusal.message } : showRequest(system, id);
};
