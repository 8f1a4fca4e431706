import type { Instant } from '#kernel/time.ts';
import type { Actor } from '#domain/people.ts';
import type { Action } from '#domain/request/actions/names.ts';
import type { QuestionKind } from '#domain/request/questions/names.ts';

export type { Action, QuestionKind };

/** Something that a person is asked to decide. Asking again makes a new question, so that links to the old one die with it (N3). */
export interface Question {
  /** 1, 2, 3 … within the request. */
  id: number;
  kind: QuestionKind;
  askedAt: Instant;
  /** The request's version when it was asked: what its links are bound to. */
  version: number;
  /** Job step or deployment step it is about. */
  step?: string;
  /** W1. What somebody wrote, for a concern. */
  said?: string;
  /** B4. The operator who has it asked. */
  putBy?: string;
  /** Of `verdicts`: the questions, one for each job, that are put together: one mail, one code, one page. It is open while one of them is. */
  covers?: number[];
  state: 'open' | 'answered' | 'closed';
  answer?: { action: Action; by: Actor; at: Instant; comment: string };
}

/** The questions, one for each job, that this one puts together; in the order of the jobs' questions. */
export function coveredBy(questions: readonly Question[], { covers = [] }: Question): Question[] {
  return questions.filter(({ id }) => covers.includes(id));
}

/** What is decided one by one: the open ones that a question puts together, or the question itself. */
export function partsOf(questions: readonly Question[], question: Question): Question[] {
  return question.covers === undefined ? [question] : coveredBy(questions, question).filter(({ state }) => state === 'open');
}
