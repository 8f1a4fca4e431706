import type { LiveState, OperationState } from '#contexts/operations/domain/state.ts';
import { GONE_AFTER, LOOK_AGAIN, pollDelay, SETTLED_AFTER } from '#contexts/operations/domain/schedule.ts';
import type { Duration } from '#kernel/time.ts';

/** What the record says of an operation that is driven, whoever owns it. */
export interface Standing {
  state: OperationState;
  /** Since its launch: R5's schedule goes by it. */
  age: Duration;
  /** Somebody still waits for it. */
  isWanted: boolean;
  /** Its time is over. */
  isLate: boolean;
  /** R10. Since when it has been asked to stop. */
  cancelling?: Duration;
  /**
   * Its end is judged by what it wrote: that is waited for even when its time is over, and what its executor does not know is never started
   * anew. Any other ends with its time, and each start of it is fine.
   */
  isJudged: boolean;
}

/** What is heard of an operation from whoever carries it out. `E`: what its end is read from. */
export type Heard<E> =
  /** R3: now or before. */
  | { heard: 'started' }
  | { heard: 'refused'; why: string }
  | { heard: 'ended'; end: E }
  | { heard: 'under_way'; state: LiveState }
  | { heard: 'missing' }
  /** R4: its provider says something that this version does not know. */
  | { heard: 'unknown' }
  /** Its executor cannot be asked now. */
  | { heard: 'unasked' }
  /** Its executor brings its news by itself. */
  | { heard: 'untold' };

/** What is to be done about it. */
export type Next<E> =
  | { next: 'nothing' }
  | { next: 'adopt' }
  /** R5. `begun`: it is at work by now, which its record does not know. */
  | { next: 'ask'; after: Duration; begun?: true }
  /** Anew: that is idempotent. */
  | { next: 'start' }
  | { next: 'end'; end: E }
  | { next: 'refuse'; why: string }
  | { next: 'lose'; why: string }
  | { next: 'confirm_cancel' };

type Told<E, H extends Heard<E>['heard']> = Extract<Heard<E>, { heard: H }>;
type Reader<E> = { readonly [H in Heard<E>['heard']]: (standing: Standing, told: Told<E, H>, patience: Patience) => Next<E> };

/** So long on the wall, in the time that operations are measured by. */
export type Patience = (time: Duration) => Duration;

/** What follows from one piece of news. Pure: the driver does it. */
export function nextOf<E>(standing: Standing, heard: Heard<E>, patience: Patience): Next<E> {
  const reader = readers<E>()[heard.heard] as (standing: Standing, told: Heard<E>, patience: Patience) => Next<E>;
  return reader(standing, heard, patience);
}

function readers<E>(): Reader<E> {
  return {
    started: () => ({ next: 'adopt' }),
    refused: (_, { why }) => ({ next: 'refuse', why }),
    ended: (_, { end }) => ({ next: 'end', end }),
    under_way: (standing, { state }) => tooLate(standing, TOO_LONG) ?? ask(standing, isNewWork(standing, state)),
    unknown: (standing) => tooLate(standing, TOO_LONG) ?? ask(standing),
    unasked: (standing) => tooLate(standing, 'nobody could ask it for news within its time limit') ?? ask(standing),
    untold: (standing) => (standing.isJudged ? { next: 'nothing' } : (tooLate(standing, SILENT) ?? { next: 'start' })),
    missing: (standing, _, patience) => tooLate(standing, SILENT) ?? missing(standing, patience),
  };
}

/** R10, second phase: nothing of it is to be seen. By now, nothing may be left that could be stopped, or come. */
export function nextOfNothing({ cancelling = 0 }: Standing, patience: Patience): Next<never> {
  return cancelling > patience(SETTLED_AFTER) ? { next: 'confirm_cancel' } : { next: 'ask', after: LOOK_AGAIN };
}

/** Whoever carries it out should stop: nobody waits for it, or its time is over. */
export function isToStop({ isWanted, isLate }: Standing): boolean {
  return !isWanted || isLate;
}

const TOO_LONG = 'it took too long and was stopped';
const SILENT = 'it did not report in time';

function tooLate({ isLate, isJudged }: Standing, why: string): Next<never> | undefined {
  return isLate && !isJudged ? { next: 'lose', why } : undefined;
}

function ask({ age, cancelling }: Standing, begun = false): Next<never> {
  return { next: 'ask', after: pollDelay(cancelling ?? age), ...(begun ? { begun } : {}) };
}

function isNewWork({ state, cancelling }: Standing, seen: LiveState): boolean {
  return cancelling === undefined && (state === 'pending' || state === 'preparing') && (seen === 'executing' || seen === 'finalizing');
}

function missing(standing: Standing, patience: Patience): Next<never> {
  const { isJudged, isWanted, age, cancelling } = standing;
  // What nobody wants any more starts no more: what never began has ended.
  if (!isJudged) return isWanted ? { next: 'start' } : { next: 'lose', why: 'it was given up before it started' };
  const isGone = cancelling === undefined && age > patience(GONE_AFTER);
  return isGone ? { next: 'lose', why: 'the executor knows nothing of it' } : ask(standing);
}
