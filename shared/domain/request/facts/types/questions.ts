import type { Instant } from '#kernel/time.ts';
import type { Actor } from '#domain/people.ts';
import type { Action, QuestionKind } from '#domain/request/questions.ts';

export type QuestionFact =
  | {
      fact: 'asked';
      question: number;
      kind: QuestionKind;
      step?: string;
      covers?: number[];
      at: Instant;
      /** W1. */ said?: string;
      /** B4. The operator who has it asked. */ putBy?: string;
    }
  | { fact: 'answered'; question: number; action: Action; by: Actor; at: Instant; comment: string }
  | { fact: 'question_closed'; question: number };

/** X7. */
export type LockFact =
  | { fact: 'locked_out'; question: number; person: string; at: Instant }
  | { fact: 'links_renewed'; question: number; person: string; why: 'reminder' | 'again' | 'operator'; at: Instant; by?: string };
