import type { QuestionRule } from '#domain/request/questions/define.ts';

/** R13. */
export const hold: QuestionRule = {
  label: 'What happens to the invalid data?',
  asked: ['contributor', 'admins'],
};
