import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import type { AnswerDetails } from '#products/rehearsal/domain/commands.ts';
import type { Action } from '#products/rehearsal/domain/questions.ts';

/** G9: whether this answer is given only while the gates hold; of several verdicts, whether one of them is. */
export function needsGates(action: Action, { judgements }: AnswerDetails): boolean {
  const actions = judgements?.map((one) => one.action) ?? [action];
  return actions.some((one) => actionKinds[one].needsGates === true);
}
