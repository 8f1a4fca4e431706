import { smallest } from '#kernel/lists.ts';
import type { Instant } from '#kernel/time.ts';
import { clockOf } from '#products/rehearsal/domain/clock-question.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';

/** S1: by when this question is to be answered; undefined when no clock runs for it. */
export function dueOf(state: Tested & Questioned, question: Question): Instant | undefined {
  const clock = clockOf(state, question);
  return clock?.state === 'running' ? clock.dueAt : undefined;
}

/** The next promise to fall due, of all that run. */
export function nextDue(state: Questioned): Instant | undefined {
  const dues = state.clocks.flatMap((clock) => (clock.state === 'running' ? [clock.dueAt] : []));
  return dues.length === 0 ? undefined : smallest(Number.POSITIVE_INFINITY, dues);
}
