import type { Clock } from '#products/rehearsal/domain/promises.ts';
import { coveredBy, type Question } from '#products/rehearsal/domain/questions.ts';
import type { Promised } from '#products/rehearsal/kinds/questions/define.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';

/** S1: the clock by which this question is to be answered; undefined when none was started for it. Clocks are named after what they promise. */
export function clockOf(state: Promised, question: Question): Clock | undefined {
  const { eachOf, clock } = questionKinds[question.kind];
  if (eachOf === undefined) return clock?.(state, question);
  return coveredBy(state.questions, question)
    .filter((one) => one.state === 'open')
    .map((one) => clockOf(state, one))
    .find((one) => one !== undefined);
}

/** The open questions whose answers a clock promises, those that are put together as one. */
export function questionsOf(state: Promised, clock: string): Question[] {
  const open = state.questions.filter((question) => question.state === 'open' && clockOf(state, question)?.id === clock);
  const covered = new Set(open.flatMap(({ covers = [] }) => covers));
  return open.filter(({ id }) => !covered.has(id));
}
