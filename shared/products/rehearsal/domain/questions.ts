import type { Actor } from '#contexts/access/domain/people.ts';
import type { Action } from '#products/rehearsal/kinds/actions/names.ts';
import type { QuestionKind } from '#products/rehearsal/kinds/questions/names.ts';
import type * as kernel from '#kernel/questions/state.ts';

export { coveredBy, partsOf } from '#kernel/questions/state.ts';
export type { Action, QuestionKind };

/** What is kept with a request's question. */
export interface AboutQuestion {
  /** Job step or deployment step it is about. */
  step?: string;
  /** W1. What somebody wrote, for a concern. */
  said?: string;
  /** B4. The operator who has it asked. */
  putBy?: string;
}

/** `covers`: of `verdicts`: the questions, one for each job, that are put together. */
export type Question = kernel.Question<QuestionKind, Action, Actor, AboutQuestion>;
