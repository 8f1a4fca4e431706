import type { AnswerFact, AskFact, CloseFact, LockedFact, RenewFact } from '#kernel/questions/facts.ts';
import { lockOf, type Lock, type Whose } from '#kernel/questions/locks.ts';
import type { Question } from '#kernel/questions/state.ts';
import type { Instant } from '#kernel/time.ts';

/** What deciding on questions needs: they stand in the state, and each fact is seen at once. */
interface Asking<F, Q extends Question = Question> {
  draft: { readonly state: { readonly questions: readonly Q[]; readonly locks?: readonly Lock[] }; record(fact: F): void };
  at: Instant;
}

/** Asks a new question and gives its number. `about`: what more is kept with it. */
export function ask<Kind extends string, About extends object>(
  { draft, at }: Asking<AskFact<Kind, About>>,
  kind: Kind,
  about: About,
): number {
  const question = draft.state.questions.length + 1;
  draft.record({ fact: 'asked', question, kind, at, ...about });
  return question;
}

/** Closes every open question that it is true of: its links are dead, and what is wanted still is asked anew. */
export function closeQuestions<Q extends Question>({ draft }: Asking<CloseFact, Q>, which: (question: Q) => boolean): void {
  for (const question of draft.state.questions)
    if (question.state === 'open' && which(question)) draft.record({ fact: 'question_closed', question: question.id });
}

/** Where the last of them is decided, or asked no more, there is nothing left to be put together. */
export function closeCovers(asking: Asking<CloseFact>): void {
  const open = new Set(asking.draft.state.questions.flatMap(({ id, state }) => (state === 'open' ? [id] : [])));
  closeQuestions(asking, ({ covers }) => covers?.every((id) => !open.has(id)) === true);
}

/** Puts an answer on the record; called once the rest of the decision is known to be possible. */
export function recordAnswer<Action extends string, By>(
  { draft, at, by }: Asking<AnswerFact<Action, By>> & { by: By },
  { question, action, comment }: { question: number; action: Action; comment: string },
): void {
  draft.record({ fact: 'answered', question, action, by, at, comment });
}

/**
 * X7: who typed wrong codes too often is told, and stands on the record, so that they can be let in again. `round`: of the links that were
 * tried; `newest`: of those that work by now.
 */
export function lockOut(
  { draft, at }: Asking<LockedFact>,
  { question, person, round }: Whose & { round: number },
  newest: number,
): 'unknown' | 'locked' | 'unchanged' {
  if (!draft.state.questions.some(({ id }) => id === question)) return 'unknown';
  if (round !== newest || lockOf(draft.state.locks ?? [], { question, person })?.locked === true) return 'unchanged';
  draft.record({ fact: 'locked_out', question, person, at });
  return 'locked';
}

/** X7: new links and a new code for those of these locks; the old ones are dead. `by`: the operator who has it done. */
export function renew({ draft, at }: Asking<RenewFact>, locks: readonly Whose[], why: RenewFact['why'], by?: string): void {
  for (const { question, person } of locks)
    draft.record({ fact: 'links_renewed', question, person, why, at, ...(by === undefined ? {} : { by }) });
}
