import type { FactOf } from '#domain/request/facts.ts';
import { takenOver } from '#domain/request/continued.ts';
import type { Questioned } from '#domain/request/parts/questioned.ts';
import type { Requested } from '#domain/request/parts/requested.ts';
import type { Lock } from '#domain/request/kept/lock.ts';

interface Whose {
  question: number;
  person: string;
}

/** No renewal of one contributor's links reaches those of the next. */
const APART = 1_000_000;

/** 0 until new links were made. I19: whoever takes a request over has links and codes of their own, and those of the contributor before are dead. */
export function roundOf(state: Pick<Requested, 'continued'> & Pick<Questioned, 'locks'>, { question, person }: Whose): number {
  return renewals(state, { question, person }) + (person === 'contributor' ? APART * takenOver(state) : 0);
}

function renewals(state: Pick<Questioned, 'locks'>, whose: Whose): number {
  return lockOf(state, whose)?.round ?? 0;
}

export function lockOf({ locks = [] }: Pick<Questioned, 'locks'>, { question, person }: Whose): Lock | undefined {
  return locks.find((lock) => lock.question === question && lock.person === person);
}

/** Locks of people who still wait for a way out: nobody needs one to what is no longer asked. */
export function lockedOut(state: Pick<Questioned, 'locks' | 'questions'>): Lock[] {
  const open = new Set(state.questions.filter((question) => question.state === 'open').map(({ id }) => id));
  return (state.locks ?? []).filter(({ locked, question }) => locked && open.has(question));
}

/** The locks after one was turned, or a key made for it. */
export function withLock(state: Pick<Questioned, 'locks'>, { fact, question, person }: FactOf<'locked_out' | 'links_renewed'>): Lock[] {
  const round = renewals(state, { question, person }) + (fact === 'links_renewed' ? 1 : 0);
  const others = (state.locks ?? []).filter((lock) => lock.question !== question || lock.person !== person);
  return [...others, { question, person, round, locked: fact === 'locked_out' }];
}
