import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** I11. */
export const supersede: QuestionRule = {
  label: 'Does your newer request replace this one?',
  asked: ['contributor'],
  isOffer: true,
  needsOpenRequest: true,
};
