import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** Q1. */
export const review: QuestionRule = {
  label: 'May this run on the backup server?',
  asked: ['admins'],
  pausesWithGates: true,
  clock: ({ clocks }) => clocks.findLast(({ kind }) => kind === 'review'),
};
