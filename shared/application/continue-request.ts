import type { RequestDocument } from '#contracts/document-types.ts';
import { decide } from '#domain/request/decide.ts';
import { refuse } from '#domain/request/refusal.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { Instant } from '#domain/time.ts';
import { change, loadRequest, type Change, type Outcome } from '#application/requests.ts';
import type { System } from '#application/system.ts';

/** I19. Who says so: the contributor of the request that gives way, or an operator. */
export interface TakingOver {
  /** The request that goes on, and the one at whose pull request it does. */
  older: string;
  newer: string;
  /** Of the older one’s command. */
  id: string;
  operator?: string | undefined;
  reason?: string | undefined;
  giveWay: (at: Instant) => Change;
}

/** One request goes on in another’s place, both in one transaction or neither. Gives what became of the one that gives way; undefined when there is no such one. */
export async function takeOver(system: System, taking: TakingOver): Promise<Outcome | undefined> {
  return system.store.transact(async (tx) => {
    const newer = await loadRequest(tx, taking.newer);
    const older = await loadRequest(tx, taking.older);
    if (newer === undefined) return undefined;
    const { state } = newer;
    if (older === undefined) return refusedTo(state, `there is no request ${taking.older}`);
    const giveWay = taking.giveWay(tx.now());
    if (newer.commands.includes(giveWay.id)) return { outcome: 'repeated', state };
    const goOn = goOnAt(newer, taking, tx.now());
    if (goOn === undefined) return refusedTo(state, 'it is about a branch, not a pull request');
    for (const [document, command] of [
      [older, goOn],
      [newer, giveWay],
    ] as const) {
      const decision = decide(document.state, command, system.rules);
      if ('refused' in decision) return { outcome: 'refused', refusal: decision.refused, state };
    }
    change(system, tx, older, goOn);
    return change(system, tx, newer, giveWay);
  });
}

function refusedTo(state: RequestState, message: string): Outcome {
  return { outcome: 'refused', refusal: refuse('not_possible_now', message).refused, state };
}

function goOnAt(
  { state: { id: requestId, submission } }: RequestDocument,
  { id, operator, reason }: TakingOver,
  at: Instant,
): Change | undefined {
  const { change: to, contributor } = submission;
  if (to.kind !== 'pull_request') return undefined;
  return {
    id,
    at,
    by: operator === undefined ? { kind: 'contributor' } : { kind: 'system', part: `operator ${operator}` },
    command: 'continue_at',
    to,
    successor: { requestId, contributor },
    ...(operator === undefined ? {} : { operator }),
    ...(reason === undefined ? {} : { reason }),
  };
}
