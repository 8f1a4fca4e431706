import type { QuestionRule } from '#domain/request/questions/define.ts';

/** I16. */
export const confirm: QuestionRule = {
  label: 'Is this address yours, and the request?',
  asked: ['contributor'],
  needsOpenRequest: true,
};
