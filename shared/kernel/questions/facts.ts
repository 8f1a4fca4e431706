import type { Instant } from '#kernel/time.ts';

export type AskFact<Kind extends string = string, About extends object = object> = {
  fact: 'asked';
  question: number;
  kind: Kind;
  at: Instant;
  covers?: number[];
} & About;

export interface AnswerFact<Action extends string = string, By = unknown> {
  fact: 'answered';
  question: number;
  action: Action;
  by: By;
  at: Instant;
  comment: string;
}

export interface CloseFact {
  fact: 'question_closed';
  question: number;
}

/** What happens to the questions of a process. */
export type QuestionFact<Kind extends string = string, Action extends string = string, By = unknown, About extends object = object> =
  | AskFact<Kind, About>
  | AnswerFact<Action, By>
  | CloseFact;

/** X7. New links: brought by the next reminder, with a mail that is sent again, or by an operator (`by`). */
export interface RenewFact {
  fact: 'links_renewed';
  question: number;
  person: string;
  why: 'reminder' | 'again' | 'operator';
  at: Instant;
  by?: string;
}

export interface LockedFact {
  fact: 'locked_out';
  question: number;
  person: string;
  at: Instant;
}

/** X7. What happens to the locks on links. */
export type LockFact = LockedFact | RenewFact;
