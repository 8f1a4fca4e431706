import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** A9: offered in the mail of the approval, and asked for after the release. */
export const production: QuestionRule = {
  label: 'What happened in production?',
  asked: ['admins', 'release_team'],
  isOffer: true,
  mailedLater: true,
  askedText: () => 'The admins and the release team can record what happened in production',
};
