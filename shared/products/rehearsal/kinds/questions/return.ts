import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** Q2. */
export const returned: QuestionRule = {
  label: 'A question about your request',
  asked: ['contributor'],
  needsOpenRequest: true,
  put: (state) => (state.status === 'returned' ? { heading: 'The question', text: state.askedBack } : undefined),
};
