import { wordClockOf } from '#domain/request/word-clock.ts';
import type { QuestionRule } from '#domain/request/questions/define.ts';

/** R13. */
export const word: QuestionRule = {
  label: 'May the next jobs rely on this audit’s result?',
  asked: ['contributor'],
  clock: wordClockOf,
};
