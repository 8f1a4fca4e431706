import type { QuestionRule } from '#domain/request/questions/define.ts';

/** I16. */
export const confirm: QuestionRule = {
  label: 'Are this address and this request yours?',
  asked: ['contributor'],
  needsOpenRequest: true,
};
