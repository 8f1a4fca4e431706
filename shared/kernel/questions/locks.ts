import type { LockFact } from '#kernel/questions/facts.ts';
import type { Question } from '#kernel/questions/state.ts';

/**
 * X7. The lock on one person's links to one question, and how often they were given new ones: links and codes of an earlier round
 * are dead, those of the newest have five tries of their own.
 */
export interface Lock {
  question: number;
  /** Person id, or what the product calls whoever has none. */
  person: string;
  round: number;
  locked: boolean;
}

export type Whose = Pick<Lock, 'question' | 'person'>;

/** Wrong codes that lock the links of one person to one question. */
export const MOST_WRONG_CODES = 5;

export function lockOf(locks: readonly Lock[], { question, person }: Whose): Lock | undefined {
  return locks.find((lock) => lock.question === question && lock.person === person);
}

/** How often this person was given new links to this question. */
export function renewalsOf(locks: readonly Lock[], whose: Whose): number {
  return lockOf(locks, whose)?.round ?? 0;
}

/** Locks of people who still wait for a way out: nobody needs one to what is no longer asked. */
export function lockedOut({ locks = [], questions }: { locks?: readonly Lock[]; questions: readonly Question[] }): Lock[] {
  const open = new Set(questions.filter((question) => question.state === 'open').map(({ id }) => id));
  return locks.filter(({ locked, question }) => locked && open.has(question));
}

/** The locks after one was turned, or a key made for it. */
export function withLock(locks: readonly Lock[], { fact, question, person }: LockFact): Lock[] {
  const round = renewalsOf(locks, { question, person }) + (fact === 'links_renewed' ? 1 : 0);
  const others = locks.filter((lock) => lock.question !== question || lock.person !== person);
  return [...others, { question, person, round, locked: fact === 'locked_out' }];
}
