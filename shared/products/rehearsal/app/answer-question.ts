import type { CodeClaims, LinkClaims } from '#kernel/questions/claims.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import type { AnswerDetails } from '#products/rehearsal/domain/commands.ts';
import type { Action } from '#products/rehearsal/domain/questions.ts';
import type { Instant } from '#kernel/time.ts';
import { needsGates } from '#products/rehearsal/domain/needs-gates.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import * as kernel from '#kernel/app/try-code.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { execute, type Change, type Outcome } from '#products/rehearsal/app/requests.ts';
import { refuseTarget, takeOver } from '#products/rehearsal/app/continue-request.ts';
import { lookForDecision } from '#products/rehearsal/app/look-anew.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';

/** Of an answer by somebody whom a door has proven: always a person. `through`: who says so in their name, as the record calls them. */
export interface Signed {
  through?: string;
}

/** A decision: through a link whose code was right, or of somebody who is signed in, for whom no link can be dead. Undefined when there is no such request. */
export async function giveAnswer(
  system: System,
  codeHost: CodeHost,
  claims: LinkClaims,
  details: AnswerDetails,
  commandId: string,
  signed?: Signed,
): Promise<Outcome | undefined> {
  const action = actionOf(claims);
  if (action === undefined) return undefined;
  // G9: on what is seen now, whatever events were lost.
  const looked = needsGates(action, details) ? await lookForDecision(system, codeHost, claims.subject.id, `${commandId}:look`) : undefined;
  const make = (at: Instant): Change => ({
    id: commandId,
    at,
    by: signed === undefined ? actorOf(claims) : { kind: 'person', id: claims.person, ...signed },
    command: 'answer',
    question: claims.question,
    action,
    details,
    ...(signed === undefined ? { link: { round: claims.round ?? 0 } } : {}),
    ...(looked === undefined ? {} : { looked }),
  });
  const { takeOver: older, continueAt } = details;
  // I19: what is said here changes two requests, and depends on how the older one's pull request stands now.
  if (older !== undefined) {
    const seen = await lookForDecision(system, codeHost, older, `${commandId}:look:${claims.subject.id}`);
    return takeOver(system, { older, newer: claims.subject.id, id: `take-over:${claims.subject.id}`, looked: seen, giveWay: make });
  }
  const nowhere = continueAt === undefined ? undefined : await refuseTarget(system, codeHost, claims.subject.id, continueAt);
  if (nowhere !== undefined) return nowhere;
  return execute(system, claims.subject.id, make);
}

/** A5, by the link with which the verdict was given; of several, all of this person's or those that are named. */
export async function undoByLink(
  system: System,
  claims: LinkClaims,
  commandId: string,
  only?: readonly number[],
): Promise<Outcome | undefined> {
  return execute(system, claims.subject.id, (at) => ({
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

export async function wrongCodes(system: System, claims: CodeClaims): Promise<number> {
  return kernel.wrongCodes(kernelOf(system), claims);
}

export async function tryCode(system: System, claims: CodeClaims, isRight: boolean): ReturnType<typeof kernel.tryCode> {
  return kernel.tryCode(kernelOf(system), claims, isRight);
}
