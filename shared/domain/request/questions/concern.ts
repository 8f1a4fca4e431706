import type { QuestionRule } from '#domain/request/questions/define.ts';

/** W1. */
export const concern: QuestionRule = {
  label: 'Somebody says that something is wrong',
  asked: ['release_team'],
  isOffer: true,
  outlivesRequest: true,
  askedText: (said) => `Written on this page, to the release team: ${said}`,
};
