import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** R13. */
export const hold: QuestionRule = {
  label: 'What happens to the invalid data?',
  asked: ['contributor', 'admins'],
};
