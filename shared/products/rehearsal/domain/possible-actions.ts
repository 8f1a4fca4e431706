import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import type { Action, Question, QuestionKind } from '#products/rehearsal/domain/questions.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Holdable } from '#products/rehearsal/domain/parts/holdable.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { offersOf } from '#kernel/questions/actions.ts';

/** Which question offers what, in the order of mails and pages. Pages, mails and `decide` all read this one table. */
export function actionsFor(kind: QuestionKind): readonly Action[] {
  return offered[kind];
}

/** N2: what can really be answered now. Nobody is offered to approve a run that failed. */
export function possibleActions(state: Authored & Tested & Questioned & Holdable, question: Question): Action[] {
  return actionsFor(question.kind).filter((action) => actionKinds[action].isPossible?.(state, question) ?? true);
}

const offered = offersOf<QuestionKind, Action>(questionKinds, actionKinds);
