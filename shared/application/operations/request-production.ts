import type { Operation } from '#application/operations/define.ts';
import { showRequest } from '#application/operate/requests.ts';
import { execute } from '#application/requests.ts';

/** A9: what became of an approved job in production. */
export const requestProduction: Operation<'request_production'> = async (
  system,
  { by: operator, newId },
  { id, step, outcome, why = '' },
) => {
  const commandId = newId();
  const by = { kind: 'system', part: `operator ${operator}` } as const;
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
