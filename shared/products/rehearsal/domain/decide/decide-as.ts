import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import type { Answering } from '#products/rehearsal/domain/decide/answering.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import type { QuestionKind } from '#products/rehearsal/domain/questions.ts';

/** The action's own decision on a question of this kind; it never falls through to another's. */
export function decideAs(kind: QuestionKind, deciding: Deciding, answering: Answering): { refused: Refusal } | undefined {
  const decision = actionKinds[answering.action].decide[kind];
  if (decision === undefined) return refuse('not_allowed', `${answering.action} is no answer to this question`);
  return decision(deciding, answering);
}
