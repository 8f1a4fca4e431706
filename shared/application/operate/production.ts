import type { OperationRequest } from '#contracts/operations.ts';
import { showRequest } from '#application/operate/requests.ts';
import type { Operated } from '#application/operate/operated.ts';
import { execute } from '#application/requests.ts';
import type { System } from '#application/system.ts';

/** A9: what became of an approved job in production. */
export async function tellProduction(
  system: System,
  operator: string,
  commandId: string,
  { id, step, outcome, why = '' }: Extract<OperationRequest, { operation: 'request_production' }>,
): Promise<Operated> {
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
}
