import type { Instant } from '#kernel/time.ts';

/** `By`: whoever can act, as the product knows them; proven at the border. */
interface Answer<Action extends string = string, By = unknown> {
  action: Action;
  by: By;
  at: Instant;
  comment: string;
}

interface Asked<Kind extends string, Action extends string, By> {
  /** 1, 2, 3 … within its process. */
  id: number;
  kind: Kind;
  askedAt: Instant;
  /** The process's version when it was asked: what its links are bound to. */
  version: number;
  /** The questions that are put together as this one: one mail, one code, one page. It is open while one of them is. */
  covers?: number[];
  state: 'open' | 'answered' | 'closed';
  answer?: Answer<Action, By>;
}

/**
 * Something that people are asked to decide. Asking again makes a new question, so that links to the old one die with it (N3).
 * `About`: what more the product keeps with it.
 */
export type Question<Kind extends string = string, Action extends string = string, By = unknown, About extends object = object> = Asked<
  Kind,
  Action,
  By
> &
  About;

/** The questions that this one puts together, in the order in which they were asked. */
export function coveredBy<Q extends Question>(questions: readonly Q[], { covers = [] }: Pick<Question, 'covers'>): Q[] {
  return questions.filter(({ id }) => covers.includes(id));
}

/** What is decided one by one: the open ones that a question puts together, or the question itself. */
export function partsOf<Q extends Question>(questions: readonly Q[], question: Q): Q[] {
  return question.covers === undefined ? [question] : coveredBy(questions, question).filter(({ state }) => state === 'open');
}
