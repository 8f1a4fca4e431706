import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { showRequest } from '#products/rehearsal/app/operate/requests.ts';
import { execute } from '#products/rehearsal/app/requests.ts';

/** R13, B4: what waits for the contributor's word on an audit goes on without it. */
export const requestWaiveWord: Operation<'request_waive_word'> = async (system, { who, newId }, { id, why, step }) => {
  const commandId = newId();
  const [by, operator] = [actorOf(who), recordName(who)];
  const about = { operator, reason: why, ...(step === undefined ? {} : { step }) };
  const done = await execute(system, id, (at) => ({ id: `waive-word:${commandId}`, at, by, command: 'waive_word', ...about }));
  return done?.outcome === 'refused' ? { refused: 'conflict', detail: done.refusal.message } : showRequest(system, id);
};
