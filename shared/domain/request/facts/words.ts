import type { Instant } from '#domain/time.ts';
import { objectedTo, withAudit, withWord } from '#domain/request/evolve/words.ts';
import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';

export type WordFact =
  /** R13. The contributor is asked before anything that writes builds on it; the admins may say that it goes on without. */
  | { fact: 'word_asked'; step: string; run: string; question: number; waiver: number }
  | { fact: 'word_given'; step: string; run: string; text: string; at: Instant }
  | { fact: 'word_waived'; step: string; run: string; text: string; by: string; at: Instant }
  /** Something is wrong with it: its verdict is asked for again, by this question. */
  | { fact: 'word_refused'; step: string; run: string; text: string; at: Instant; question: number };

export const wordFacts: FactKinds<WordFact> = {
  word_asked: {
    ...quiet,
    evolve: withWord(({ run, question, waiver }) => ({ state: 'asked', run, question, waiver })),
    shown: 'both',
  },
  word_given: { ...quiet, evolve: withWord(({ run, text, at }) => ({ state: 'given', run, text, at })), shown: 'both' },
  word_waived: { ...quiet, evolve: withWord(({ run, text, by, at }) => ({ state: 'waived', run, text, by, at })), shown: 'both' },
  word_refused: { ...quiet, evolve: withAudit(objectedTo), shown: 'both' },
};
