import { wordClockOf } from '#domain/request/word-clock.ts';
import type { QuestionRule } from '#domain/request/questions/define.ts';

/** R13. */
export const wordWaiver: QuestionRule = {
  label: 'May it go on without the contributor’s word?',
  asked: ['admins'],
  isOffer: true,
  onlyFromBreach: true,
  clock: wordClockOf,
};
