import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** D2. */
export const deployment: QuestionRule = {
  label: 'What happens after the failed deployment?',
  asked: ['admins'],
};
