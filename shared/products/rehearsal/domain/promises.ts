import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type * as kernel from '#kernel/promises/state.ts';
import type { Duration } from '#kernel/time.ts';

/** One kind of promise. */
interface PromiseRule {
  /** Whose answer is promised. The contributor's is nobody else's to give: nobody is asked in their place, and others are told of a breach only. */
  of: 'admins' | 'contributor';
  /** S6: for so long after the answer it can be undone (A5), so it is counted then; at once when left out. */
  standsAfter?(rules: Pick<Rules, 'undoWithin'>): Duration;
}

export type PromiseKind = 'review' | 'verdict' | 'word' | 'gates';

/** What a request promises. A kind without an entry does not compile. */
export const promiseKinds: Readonly<Record<PromiseKind, PromiseRule>> = {
  /** Q1. */
  review: { of: 'admins' },
  /** A1, A2. */
  verdict: { of: 'admins', standsAfter: ({ undoWithin }) => undoWithin },
  /** R13. */
  word: { of: 'contributor' },
  /** G7. */
  gates: { of: 'admins' },
};

/** `runs`: of a verdict that is promised on several runs at once: all of them. */
export interface AboutRuns {
  runs?: string[];
}

/** `review:<question>`, `gates:<question>`, `verdict:<run>`, `test:<run>` or `word:<run>`. */
export type Clock = kernel.Clock<PromiseKind, AboutRuns>;
