import type { FactOf } from '#domain/request/facts.ts';
import type { Question } from '#domain/request/questions.ts';

export function withAsked(questions: Question[], fact: FactOf<'asked'>, version: number): Question[] {
  const { question: id, kind, at, step, said, covers, putBy } = fact;
  const about = {
    ...(step === undefined ? {} : { step }),
    ...(said === undefined ? {} : { said }),
    ...(covers === undefined ? {} : { covers }),
    ...(putBy === undefined ? {} : { putBy }),
  };
  return [...questions, { id, kind, askedAt: at, version, state: 'open', ...about }];
}

export function withAnswer(questions: Question[], { question: id, action, by, at, comment }: FactOf<'answered'>): Question[] {
  return change(questions, id, (question) => ({ ...question, state: 'answered', answer: { action, by, at, comment } }));
}

export function withoutQuestion(questions: Question[], id: number): Question[] {
  return change(questions, id, (question) => ({ ...question, state: 'closed' }));
}

function change(questions: Question[], id: number, over: (question: Question) => Question): Question[] {
  return questions.map((question) => (question.id === id ? over(question) : question));
}
