import type { Fact, FactOf } from '#domain/request/facts.ts';
import type { Question } from '#domain/request/questions.ts';

export type QuestionFact = FactOf<'asked' | 'answered' | 'question_closed'>;

export function isQuestionFact(fact: Fact): fact is QuestionFact {
  return fact.fact === 'asked' || fact.fact === 'answered' || fact.fact === 'question_closed';
}

export function evolveQuestion(questions: Question[], fact: QuestionFact, version: number): Question[] {
  switch (fact.fact) {
    case 'asked': {
      const { question: id, kind, at, step, said, covers, putBy } = fact;
      const about = {
        ...(step === undefined ? {} : { step }),
        ...(said === undefined ? {} : { said }),
        ...(covers === undefined ? {} : { covers }),
        ...(putBy === undefined ? {} : { putBy }),
      };
      return [...questions, { id, kind, askedAt: at, version, state: 'open', ...about }];
    }
    case 'answered': {
      const { action, by, at, comment } = fact;
      return change(questions, fact.question, (question) => ({ ...question, state: 'answered', answer: { action, by, at, comment } }));
    }
    case 'question_closed':
      return change(questions, fact.question, (question) => ({ ...question, state: 'closed' }));
  }
}

function change(questions: Question[], id: number, over: (question: Question) => Question): Question[] {
  return questions.map((question) => (question.id === id ? over(question) : question));
}
