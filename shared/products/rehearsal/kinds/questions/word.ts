import { wordClockOf } from '#products/rehearsal/domain/word-clock.ts';
import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** R13. */
export const word: QuestionRule = {
  label: 'May the next jobs rely on this audit’s result?',
  asked: ['contributor'],
  clock: wordClockOf,
};
