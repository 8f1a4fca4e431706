import { withAnswer, withAsked, withoutQuestion } from '#domain/request/evolve/questions.ts';
import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';
import { withLock } from '#domain/request/locks.ts';
import { offerByMail } from '#domain/request/react/gates.ts';
import { bringLinks, tellLockedOut } from '#domain/request/react/locks.ts';
import { askByMail, tellAnswered } from '#domain/request/react/questions.ts';
import type { QuestionFact, LockFact } from '#domain/request/facts/types/questions.ts';

export const questionFacts: FactKinds<QuestionFact> = {
  asked: {
    ...quiet,
    evolve: (state, fact) => ({ ...state, questions: withAsked(state.questions, fact, state.version + 1) }),
    react: (fact, commit) => [...askByMail(fact, commit), ...offerByMail(fact, commit)],
  },
  answered: { ...quiet, evolve: (state, fact) => ({ ...state, questions: withAnswer(state.questions, fact) }), react: tellAnswered },
  question_closed: { ...quiet, evolve: (state, { question }) => ({ ...state, questions: withoutQuestion(state.questions, question) }) },
};

export const lockFacts: FactKinds<LockFact> = {
  locked_out: { ...quiet, evolve: (state, fact) => ({ ...state, locks: withLock(state, fact) }), react: tellLockedOut },
  links_renewed: { ...quiet, evolve: (state, fact) => ({ ...state, locks: withLock(state, fact) }), react: bringLinks },
};
