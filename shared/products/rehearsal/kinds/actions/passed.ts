import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import { endStepByHand, endTestByHand } from '#products/rehearsal/domain/decide/by-hand.ts';

/** D2, A2. */
export const passed: ActionKind = {
  label: 'Passed',
  rank: 10,
  needs: 'What did you see? (evidence)',
  done: 'Passed',
  consequence: 'It is recorded as passed, with what you saw.',
  decide: {
    manual_step: (deciding, answering) => endStepByHand(deciding, answering, true),
    manual_test: (deciding, answering) => endTestByHand(deciding, answering, true),
  },
};
