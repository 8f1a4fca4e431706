import { shortSha } from '#html/text.ts';
import { cancelLabels } from '#contexts/operations/pages/labels.ts';
import type { Sentences } from '#products/rehearsal/pages/timeline/telling.ts';
import type { AllocationFact } from '#products/rehearsal/domain/facts/types/allocation.ts';

export const allocationSentences: Sentences<AllocationFact> = {
  turn_granted: ({ turn }) => `It has its turn on ${turn.backend}`,
  test_ref_made: ({ testRef, testSha }) => `The pull request was merged onto the base as ${testRef} (${shortSha(testSha)})`,
  deploy_step_started: ({ step }) => `Step ${step} started`,
  deploy_step_ended: ({ step, passed, note }) => `Step ${step} ${passed ? 'passed' : 'failed'}${note === '' ? '' : `: ${note}`}`,
  regression_cleared: ({ step, reason }) => `The failed step ${step} is a false alarm: ${reason}`,
  version_lost: ({ why }) => `It is deployed again: ${why}`,
  deployed: () => 'It is deployed',
  deployment_failed: ({ why }) => `The deployment failed: ${why}`,
  clearing_begun: ({ steps }) => `The backend is cleaned up for the next request: ${steps.map(({ name }) => name).join(', ')}`,
  turn_recalled: ({ reason }) =>
    `The backend is wanted back (${cancelLabels[reason]}): no further job begins there before that is over, and what may run again is stopped`,
  turn_ended: () => 'Its turn on the backend is over',
};
