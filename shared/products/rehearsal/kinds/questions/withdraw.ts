import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** Q2: offered in every mail to the contributor, never asked for. */
export const withdraw: QuestionRule = {
  label: 'Do you want to change it, move it to another pull request, or withdraw it?',
  asked: ['contributor'],
  isOffer: true,
  needsOpenRequest: true,
  askedText: () => 'The contributor may withdraw it',
  withoutExchanges: true,
};
