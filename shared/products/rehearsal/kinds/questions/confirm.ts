import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** I16. */
export const confirm: QuestionRule = {
  label: 'Are this address and this request yours?',
  asked: ['contributor'],
  needsOpenRequest: true,
};
