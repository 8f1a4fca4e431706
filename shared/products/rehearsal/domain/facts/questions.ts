import { withAnswer, withAsked, withoutQuestion } from '#kernel/questions/evolve.ts';
import { withLock } from '#kernel/questions/locks.ts';
import { quiet, type FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import { offerByMail } from '#products/rehearsal/domain/react/gates.ts';
import { bringLinks, tellLockedOut } from '#products/rehearsal/domain/react/locks.ts';
import { askByMail, tellAnswered } from '#products/rehearsal/domain/react/questions.ts';
import type { QuestionFact, LockFact } from '#products/rehearsal/domain/facts/types/questions.ts';

export const questionFacts: FactKinds<QuestionFact> = {
  asked: {
    ...quiet,
    evolve: (state, fact) => ({ ...state, questions: withAsked(state.questions, fact, state.version + 1) }),
    react: (fact, commit) => [...askByMail(fact, commit), ...offerByMail(fact, commit)],
  },
  answered: { ...quiet, evolve: (state, fact) => ({ ...state, questions: withAnswer(state.questions, fact) }), react: tellAnswered },
  question_closed: { ...quiet, evolve: (state, fact) => ({ ...state, questions: withoutQuestion(state.questions, fact) }) },
};

export const lockFacts: FactKinds<LockFact> = {
  locked_out: { ...quiet, evolve: (state, fact) => ({ ...state, locks: withLock(state.locks ?? [], fact) }), react: tellLockedOut },
  links_renewed: { ...quiet, evolve: (state, fact) => ({ ...state, locks: withLock(state.locks ?? [], fact) }), react: bringLinks },
};
