import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** C8. */
export const freeze: QuestionRule = {
  label: 'Must it start in spite of the freeze?',
  asked: ['admins'],
  isOffer: true,
};
