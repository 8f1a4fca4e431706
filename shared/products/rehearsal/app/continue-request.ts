import { actorOf, recordName, type Who } from '#contexts/access/domain/rights/record-name.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { decide } from '#products/rehearsal/domain/decide.ts';
import { refuse } from '#products/rehearsal/domain/refusal.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { Instant } from '#kernel/time.ts';
import { change, loadRequest, type Change, type Outcome } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { PullRequest } from '#contexts/intake/domain/kept/continued.ts';
import type { Looked } from '#products/rehearsal/domain/kept/looked.ts';

/** I19. Who says so: the contributor of the request that gives way, or an operator. */
export interface TakingOver {
  /** The request that goes on, and the one at whose pull request it does. */
  older: string;
  newer: string;
  /** Of the older one’s command. */
  id: string;
  /** Whoever lets it; its contributor, where it is left out. */
  who?: Who | undefined;
  reason?: string | undefined;
  /** G9. What was seen of the older one’s pull request for this. */
  looked?: Looked | undefined;
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

/** Where a contributor wants it to go on, as it is now: a wrong number has no way back once it is merged. Undefined: it may. */
export async function refuseTarget(system: System, host: CodeHost, requestId: string, to: PullRequest): Promise<Outcome | undefined> {
  const state = (await system.store.get({ collection: 'requests', id: requestId }))?.state;
  if (state === undefined) return undefined;
  try {
    const head = await host.readHead(to);
    if (head.state === 'open' || head.state === 'draft') return undefined;
    return refusedTo(state, head.state === 'missing' ? `there is no pull request ${changeKey(to)}` : `${changeKey(to)} is ${head.state}`);
  } catch (error) {
    system.log('WARNING', 'code host not reached', { requestId, cause: String(error).slice(0, 300) });
    const { refused: refusal } = refuse('host_unreachable', `the code host could not be asked about ${changeKey(to)}`);
    return { outcome: 'refused', refusal, state };
  }
}

function refusedTo(state: RequestState, message: string): Outcome {
  return { outcome: 'refused', refusal: refuse('not_possible_now', message).refused, state };
}

function goOnAt(
  { state: { id: requestId, submission } }: RequestDocument,
  { id, who, reason, looked }: TakingOver,
  at: Instant,
): Change | undefined {
  const { change: to, contributor } = submission;
  if (to.kind !== 'pull_request') return undefined;
  return {
    id,
    at,
    by: who === undefined ? { kind: 'contributor' } : actorOf(who),
    command: 'continue_at',
    to,
    successor: { requestId, contributor },
    ...(who === undefined ? {} : { operator: recordName(who) }),
    ...(reason === undefined ? {} : { reason }),
    ...(looked === undefined ? {} : { looked }),
  };
}
