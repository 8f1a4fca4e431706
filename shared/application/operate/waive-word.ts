import type { OperationRequest } from '#contracts/operations.ts';
import { showRequest } from '#application/operate/requests.ts';
import type { Operated } from '#application/operate/operated.ts';
import { execute } from '#application/requests.ts';
import type { System } from '#application/system.ts';

/** R13, B4: what waits for the contributor's word on an audit goes on without it. */
export async function waiveWord(
  system: System,
  operator: string,
  commandId: string,
  { id, why, step }: Extract<OperationRequest, { operation: 'request_waive_word' }>,
): Promise<Operated> {
  const by = { kind: 'system', part: `operator ${operator}` } as const;
  const about = { operator, reason: why, ...(step === undefined ? {} : { step }) };
  const done = await execute(system, id, (at) => ({ id: `waive-word:${commandId}`, at, by, command: 'waive_word', ...about }));
  return done?.outcome === 'refused' ? { refused: 'conflict', detail: done.refusal.message } : showRequest(system, id);
}
