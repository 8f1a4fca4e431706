import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** G7: mailed when its clock runs. */
export const gates: QuestionRule = {
  label: 'May it go on without these gates?',
  asked: ['admins'],
  onlyWhilePossible: true,
  clock: ({ clocks }) => clocks.findLast(({ kind, state }) => kind === 'gates' && state !== 'stopped'),
  canWaitForReader: true,
  mailedLater: true,
};
