import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import { answerProduction } from '#products/rehearsal/domain/decide/production.ts';

/** A9. */
export const itFailed: ActionKind = {
  label: 'It failed',
  rank: 20,
  needs: 'What was the error?',
  done: 'Recorded as failed in production',
  consequence:
    'The contributor, the release team and all admins are told, and your report is kept with the evidence. You can report again later; both reports stay on the record.',
  // A failure is said of the job that failed, and of no other by oversight.
  fields: [{ kind: 'jobs', chosen: 'none' }],
  decide: { production: (deciding, answering) => answerProduction(deciding, answering, 'failed') },
};
