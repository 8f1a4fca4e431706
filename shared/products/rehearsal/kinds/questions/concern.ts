import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** W1. */
export const concern: QuestionRule = {
  label: 'Somebody reports a problem',
  asked: ['release_team'],
  isOffer: true,
  outlivesRequest: true,
  askedText: (said) => `Message to the release team, written on this page: ${said}`,
};
