import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { showRequest } from '#products/rehearsal/app/operate/requests.ts';
import { execute } from '#products/rehearsal/app/requests.ts';

/** C5. */
export const requestDefer: Operation<'request_defer'> = async (system, { who, newId }, { id, release, why: reason }) => {
  const commandId = newId();
  const [by, operator] = [actorOf(who), recordName(who)];
  const done = await execute(system, id, (at) => ({
    id: `defer:${commandId}`,
    at,
    by,
    command: 'defer_request',
    release,
    reason,
    operator,
  }));
  return done?.outcome === 'refused' ? { refused: 'conflict', detail: done.refusal.message } : showRequest(system, id);
};
