import type { Instant } from '#domain/time.ts';
import type { Actor } from '#domain/people.ts';
import { withAnswer, withAsked, withoutQuestion } from '#domain/request/evolve/questions.ts';
import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';
import { withLock } from '#domain/request/locks.ts';
import type { Action, QuestionKind } from '#domain/request/questions.ts';
import { offerByMail } from '#domain/request/react/gates.ts';
import { bringLinks, tellLockedOut } from '#domain/request/react/locks.ts';
import { askByMail, tellAnswered } from '#domain/request/react/questions.ts';

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

export const questionFacts: FactKinds<QuestionFact> = {
  asked: {
    ...quiet,
    evolve: (state, fact) => ({ ...state, questions: withAsked(state.questions, fact, state.version + 1) }),
    react: (fact, commit) => [...askByMail(fact, commit), ...offerByMail(fact, commit)],
  },
  answered: { ...quiet, evolve: (state, fact) => ({ ...state, questions: withAnswer(state.questions, fact) }), react: tellAnswered },
  question_closed: { ...quiet, evolve: (state, { question }) => ({ ...state, questions: withoutQuestion(state.questions, question) }) },
};

/** X7. */
export type LockFact =
  | { fact: 'locked_out'; question: number; person: string; at: Instant }
  | { fact: 'links_renewed'; question: number; person: string; why: 'reminder' | 'again' | 'operator'; at: Instant; by?: string };

export const lockFacts: FactKinds<LockFact> = {
  locked_out: { ...quiet, evolve: (state, fact) => ({ ...state, locks: withLock(state, fact) }), react: tellLockedOut },
  links_renewed: { ...quiet, evolve: (state, fact) => ({ ...state, locks: withLock(state, fact) }), react: bringLinks },
};
