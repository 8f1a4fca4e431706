import { ableAdmins } from '#contexts/gates/domain/authors.ts';
import type { Clock } from '#products/rehearsal/domain/promises.ts';
import { questionsOf } from '#products/rehearsal/domain/clock-question.ts';
import { hasDoneTheirPart } from '#products/rehearsal/domain/two-admins.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { standInOf } from '#products/rehearsal/domain/stand-ins.ts';
import type { Instant } from '#kernel/time.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { WhoseRequest } from '#products/rehearsal/domain/parts/whose.ts';

/**
 * S2: who is asked next after a breach, and again after each further rung: the admins in the order of the settings, from the one after whoever
 * was asked before, round and round; never the author, nor who has given the first of two approvals (A7), and in place of one who is away the stand-in (Q6). Where nobody was, the request's id says with whom it begins, so that it is not always
 * the same one.
 */
export function askedNext(
  state: Identified & Tested & Questioned & WhoseRequest,
  clock: Clock,
  rules: Rules,
  at: Instant,
): string | undefined {
  const done = questionsOf(state, clock.id).map((question) => hasDoneTheirPart(state, question));
  const able = ableAdmins(rules.people, state).filter(({ id }) => !done.includes(id));
  if (able.length === 0) return undefined;
  const before = able.findIndex(({ id }) => id === (clock.askedNext ?? state.assignee));
  const start = before < 0 ? seed(state.id) : before + 1;
  const next = able[start % able.length]?.id;
  return next === undefined ? undefined : (standInOf(next, state, rules, at)?.by ?? next);
}

function seed(id: string): number {
  return Array.from(id, (letter) => letter.charCodeAt(0)).reduce((sum, code) => sum + code, 0);
}
