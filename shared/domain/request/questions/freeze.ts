import type { QuestionRule } from '#domain/request/questions/define.ts';

/** C8. */
export const freeze: QuestionRule = {
  label: 'Must it start in spite of the freeze?',
  asked: ['admins'],
  isOffer: true,
};
