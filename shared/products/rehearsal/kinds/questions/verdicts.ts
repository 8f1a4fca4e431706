import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** N2: one mail, one code, one page. */
export const verdicts: QuestionRule = {
  label: 'Are these fully tested?',
  asked: ['admins'],
  eachOf: 'verdict',
  mailedLater: true,
};
