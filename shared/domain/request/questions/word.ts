import { wordClockOf } from '#domain/request/word-clock.ts';
import type { QuestionRule } from '#domain/request/questions/define.ts';

/** R13. */
export const word: QuestionRule = {
  label: 'May this audit’s result be built on?',
  asked: ['contributor'],
  clock: wordClockOf,
};
