import type { Job } from '#domain/job/state.ts';
import { recordAnswer, type Answering } from '#domain/request/decide/answering.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { outdateDependants } from '#domain/request/decide/outdate.ts';
import { stopVerdictClocks } from '#domain/request/decide/verdicts.ts';

/** The job runs again, and whatever was found out on top of it. `settle`: what has to be put in order before. */
export function runAgain(deciding: Deciding, answering: Answering, { step }: Job, settle?: () => void): undefined {
  recordAnswer(deciding, answering);
  stopVerdictClocks(deciding, 'answered');
  settle?.();
  deciding.draft.record({ fact: 'rerun_ordered', step, reason: answering.details.comment });
  outdateDependants(deciding, step);
}
