import type { QuestionRule } from '#domain/request/questions/define.ts';

/** R13. */
export const hold: QuestionRule = {
  label: 'What happens with the invalid data?',
  asked: ['contributor', 'admins'],
};
