import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { showRequest } from '#products/rehearsal/app/operate/requests.ts';
import { execute } from '#products/rehearsal/app/requests.ts';

/** A9: what became of an approved job in production. */
export const requestProduction: Operation<'request_production'> = async (system, { who, newId }, { id, step, outcome, why = '' }) => {
  const commandId = newId();
  const [by, operator] = [actorOf(who), recordName(who)];
  const done = await execute(system, id, (at) => ({
    id: `production:${commandId}`,
    at,
    by,
    command: 'record_production',
    step,
    outcome,
    text: why,
    operator,
  }));
  return done?.outcome === 'refused' ? { refused: 'conflict', detail: done.refusal.message } : showRequest(system, id);
};
