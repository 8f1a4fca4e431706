import type { Instant } from '#kernel/time.ts';

export type WordFact =
  /** R13. The contributor is asked before anything that writes builds on it; the admins may say that it goes on without. */
  | { fact: 'word_asked'; step: string; run: string; question: number; waiver: number }
  | { fact: 'word_given'; step: string; run: string; text: string; at: Instant }
  | { fact: 'word_waived'; step: string; run: string; text: string; by: string; at: Instant }
  /** Something is wrong with it: its verdict is asked for again, by this question. */
  | { fact: 'word_refused'; step: string; run: string; text: string; at: Instant; question: number };
