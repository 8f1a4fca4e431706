import type { FactOf } from '#domain/request/facts.ts';
import type { Question } from '#domain/request/questions.ts';

export function evolveQuestion(questions: Question[], fact: FactOf<'asked' | 'answered' | 'question_closed'>, version: number): Question[] {
  switch (fact.fact) {
    case 'asked': {
      const { question: id, kind, at, step } = fact;
      return [...questions, { id, kind, askedAt: at, version, state: 'open', ...(step === undefined ? {} : { step }) }];
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
