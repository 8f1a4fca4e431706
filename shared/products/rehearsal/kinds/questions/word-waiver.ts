import { wordClockOf } from '#products/rehearsal/domain/word-clock.ts';
import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** R13. */
export const wordWaiver: QuestionRule = {
  label: 'May it go on without the contributor’s word?',
  asked: ['admins'],
  isOffer: true,
  onlyFromBreach: true,
  clock: wordClockOf,
};
