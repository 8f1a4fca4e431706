import type { AnswerFact, AskFact, CloseFact } from '#kernel/questions/facts.ts';
import type { Question } from '#kernel/questions/state.ts';

/** Whatever more the fact says stays with the question: it is the product's. `version`: of the process once this is saved. */
export function withAsked<Q extends Question>(questions: Q[], fact: AskFact, version: number): Q[] {
  const { fact: _fact, question: id, kind, at: askedAt, ...about } = fact;
  return [...questions, { id, kind, askedAt, version, state: 'open', ...about } as Question as Q];
}

export function withAnswer<Q extends Question>(questions: Q[], { question: id, action, by, at, comment }: AnswerFact): Q[] {
  return change(questions, id, (question) => ({ ...question, state: 'answered', answer: { action, by, at, comment } }));
}

export function withoutQuestion<Q extends Question>(questions: Q[], { question }: Pick<CloseFact, 'question'>): Q[] {
  return change(questions, question, (closed) => ({ ...closed, state: 'closed' }));
}

function change<Q extends Question>(questions: Q[], id: number, over: (question: Q) => Q): Q[] {
  return questions.map((question) => (question.id === id ? over(question) : question));
}
