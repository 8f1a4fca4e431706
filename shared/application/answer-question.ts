import type { LinkClaims } from '#domain/links.ts';
import type { Actor } from '#domain/people.ts';
import type { AnswerDetails } from '#domain/request/commands.ts';
import type { Action } from '#domain/request/questions.ts';
import type { Instant } from '#kernel/time.ts';
import { needsGates } from '#domain/request/needs-gates.ts';
import { actionKinds } from '#domain/request/actions/table.ts';
import { change, execute, loadRequest, type Change, type Outcome } from '#application/requests.ts';
import { refuseTarget, takeOver } from '#application/continue-request.ts';
import { lookForDecision } from '#application/look-anew.ts';
import type { System } from '#application/system.ts';
import type { CodeHost } from '#ports/code-host.ts';

/** A decision through a link whose code was right. Undefined when there is no such request. */
export async function answerByLink(
  system: System,
  codeHost: CodeHost,
  claims: LinkClaims,
  details: AnswerDetails,
  commandId: string,
): Promise<Outcome | undefined> {
  const action = actionOf(claims);
  if (action === undefined) return undefined;
  // G9: on what is seen now, whatever events were lost.
  const looked = needsGates(action, details) ? await lookForDecision(system, codeHost, claims.requestId, `${commandId}:look`) : undefined;
  const make = (at: Instant): Change => ({
    id: commandId,
    at,
    by: actorOf(claims),
    command: 'answer',
    question: claims.question,
    action,
    details,
    link: { round: claims.round ?? 0 },
    ...(looked === undefined ? {} : { looked }),
  });
  const { takeOver: older, continueAt } = details;
  // I19: what is said here changes two requests, and depends on how the older one's pull request stands now.
  if (older !== undefined) {
    const seen = await lookForDecision(system, codeHost, older, `${commandId}:look:${claims.requestId}`);
    return takeOver(system, { older, newer: claims.requestId, id: `take-over:${claims.requestId}`, looked: seen, giveWay: make });
  }
  const nowhere = continueAt === undefined ? undefined : await refuseTarget(system, codeHost, claims.requestId, continueAt);
  if (nowhere !== undefined) return nowhere;
  return execute(system, claims.requestId, make);
}

/** A5, by the link with which the verdict was given; of several, all of this person's or those that are named. */
export async function undoByLink(
  system: System,
  claims: LinkClaims,
  commandId: string,
  only?: readonly number[],
): Promise<Outcome | undefined> {
  return execute(system, claims.requestId, (at) => ({
    id: commandId,
    at,
    by: actorOf(claims),
    command: 'undo',
    question: claims.question,
    ...(only === undefined ? {} : { only }),
  }));
}

function actorOf(claims: Pick<LinkClaims, 'person'>): Actor {
  return claims.person === 'contributor' ? { kind: 'contributor' } : { kind: 'person', id: claims.person };
}

export function actionOf({ action }: LinkClaims): Action | undefined {
  return Object.hasOwn(actionKinds, action) ? (action as Action) : undefined;
}

/** Wrong codes that kill the links of one person and question. */
export const MOST_WRONG_CODES = 5;

function attemptsRef(claims: LinkClaims): { collection: 'links'; id: string } {
  const { requestId, question, person, round = 0 } = claims;
  return { collection: 'links', id: [requestId, question, person, ...(round === 0 ? [] : [round])].join('.') };
}

export async function wrongCodes(system: System, claims: LinkClaims): Promise<number> {
  return (await system.store.get(attemptsRef(claims)))?.wrongCodes ?? 0;
}

/**
 * One try at the code. Tries at once come one after the other, and each leaves its mark, the right one too: so many guesses at once are
 * no more guesses, and the right code counts only if fewer than five wrong ones came before it. Right ones use nothing up, however
 * many there are at once and wherever the process ends. The lock falls in the same transaction as the record of it (X7).
 */
export async function tryCode(
  system: System,
  claims: LinkClaims,
  isRight: boolean,
): Promise<'right' | 'locked' | { wrong: true; left: number }> {
  return system.store.transact(async (tx) => {
    const known = (await tx.get(attemptsRef(claims)))?.wrongCodes ?? 0;
    if (known >= MOST_WRONG_CODES) {
      // Locked by a version that kept no record of it: now there is one.
      const old = await loadRequest(tx, claims.requestId);
      if (old !== undefined) change(system, tx, old, lockCommand(claims, tx.now()));
      return 'locked';
    }
    const count = isRight ? known : known + 1;
    const request = count >= MOST_WRONG_CODES ? await loadRequest(tx, claims.requestId) : undefined;
    tx.set(attemptsRef(claims), { requestId: claims.requestId, wrongCodes: count, lastAt: tx.now() });
    if (isRight) return 'right';
    if (request !== undefined) change(system, tx, request, lockCommand(claims, tx.now()));
    return count >= MOST_WRONG_CODES ? 'locked' : { wrong: true, left: MOST_WRONG_CODES - count };
  });
}

function lockCommand({ question, person, round = 0 }: LinkClaims, at: Instant): Change {
  const by = { kind: 'system', part: 'wrong codes' } as const;
  return { id: `lock:${question}:${person}:${round}`, at, by, command: 'lock_out', question, person, round };
}
