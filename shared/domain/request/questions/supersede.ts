import type { QuestionRule } from '#domain/request/questions/define.ts';

/** I11. */
export const supersede: QuestionRule = {
  label: 'Does your newer request replace this one?',
  asked: ['contributor'],
  isOffer: true,
  needsOpenRequest: true,
};
