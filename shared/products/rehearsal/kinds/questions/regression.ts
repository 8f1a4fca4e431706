import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** D3. */
export const regression: QuestionRule = {
  label: 'Did the change break it?',
  asked: ['qa'],
};
