import type { QuestionRule } from '#domain/request/questions/define.ts';

/** D3. */
export const regression: QuestionRule = {
  label: 'Did the change break it?',
  asked: ['qa'],
};
