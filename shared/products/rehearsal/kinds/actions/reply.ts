import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import { recordAnswer } from '#products/rehearsal/domain/decide/answering.ts';

/** W1: the answer is mailed to the contributor, and stands on the record. */
export const reply: ActionKind = {
  label: 'Reply',
  rank: 10,
  needs: 'Your answer',
  done: 'Replied to',
  consequence: 'Your answer is mailed to the contributor and appears on the status page. The request itself goes on as before.',
  decide: {
    concern(deciding, answering) {
      recordAnswer(deciding, answering);
      return undefined;
    },
  },
};
