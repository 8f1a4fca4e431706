import type { Job } from '#contexts/plans/domain/job/state.ts';
import { recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { outdateDependants } from '#products/rehearsal/domain/decide/outdate.ts';
import { stopVerdictClocks } from '#products/rehearsal/domain/decide/verdicts.ts';

/** The job runs again, and whatever was found out on top of it. `settle`: what has to be put in order before. */
export function runAgain(deciding: Deciding, answering: Answering, { step }: Job, settle?: () => void): undefined {
  recordAnswer(deciding, answering);
  stopVerdictClocks(deciding, 'answered');
  settle?.();
  deciding.draft.record({ fact: 'rerun_ordered', step, reason: answering.details.comment });
  outdateDependants(deciding, step);
}
