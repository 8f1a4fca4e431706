import { objectedTo, withAudit, withWord } from '#products/rehearsal/domain/evolve/words.ts';
import { quiet, type FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import type { WordFact } from '#products/rehearsal/domain/facts/types/words.ts';

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
