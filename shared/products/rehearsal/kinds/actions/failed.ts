import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import { endStepByHand, endTestByHand } from '#products/rehearsal/domain/decide/by-hand.ts';

/** D2, A2. */
export const failed: ActionKind = {
  label: 'Failed',
  rank: 20,
  needs: 'What went wrong?',
  done: 'Failed',
  consequence: 'It is recorded as failed, with what you saw.',
  isDrastic: true,
  decide: {
    manual_step: (deciding, answering) => endStepByHand(deciding, answering, false),
    manual_test: (deciding, answering) => endTestByHand(deciding, answering, false),
  },
};
