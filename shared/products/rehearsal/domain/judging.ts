import { roundOf } from '#products/rehearsal/domain/locks.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { actionsFor } from '#products/rehearsal/domain/possible-actions.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Judging } from '#kernel/questions/judge.ts';
import { DAY, type Instant } from '#kernel/time.ts';

/** What the kernel must know to judge an answer to a request's question. */
export function judgingOf(
  state: Pick<Questioned, 'questions' | 'locks'> & Pick<Requested, 'continued'>,
  { people, linkExpiry = 14 * DAY }: Pick<Rules, 'people' | 'linkExpiry'>,
  now: Instant,
): Judging<Question> {
  return {
    questions: state.questions,
    takes: ({ kind }) => actionsFor(kind),
    knows: (person) => person === 'contributor' || people.some(({ id }) => id === person),
    roundOf: (whose) => roundOf(state, whose),
    linkExpiry,
    now,
  };
}
