import { dependants } from '#contexts/plans/domain/job/graph.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';
import { closeQuestions } from '#products/rehearsal/domain/decide/asking.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { cancelLiveRuns } from '#products/rehearsal/domain/decide/ending.ts';
import { stopVerdictClocks } from '#products/rehearsal/domain/decide/verdicts.ts';

/** R1: a job runs again, so whatever was found out on top of its last run says nothing any more and is found out anew. */
export function outdateDependants(deciding: Deciding, step: string): void {
  for (const job of dependants(deciding.draft.state.jobs, step)) outdate(deciding, job, `${step} runs again`);
}

function outdate(deciding: Deciding, job: Job, reason: string): void {
  switch (job.state) {
    case 'running':
      cancelLiveRuns(deciding, 'superseded', job.step);
      return;
    case 'awaiting_verdict':
      closeQuestions(deciding, ['verdict'], job.step);
      stopVerdictClocks(deciding, 'dropped');
      deciding.draft.record({ fact: 'rerun_ordered', step: job.step, reason });
      return;
    case 'invalid_data_found':
      closeQuestions(deciding, ['hold'], job.step);
      settleInvalidData(deciding, job.step);
      deciding.draft.record({ fact: 'rerun_ordered', step: job.step, reason });
      return;
    case 'approved':
      deciding.draft.record({ fact: 'rerun_ordered', step: job.step, reason });
      return;
    case 'waiting':
    case 'on_hold':
    case 'rejected':
    case 'cancelled':
  }
}

/** R13: what was on hold because of this audit waits as any other job again. */
export function settleInvalidData({ draft }: Deciding, audit: string): void {
  const resumed = draft.state.jobs.filter((job) => job.state === 'on_hold' && job.audit === audit).map(({ step }) => step);
  draft.record({ fact: 'invalid_data_settled', step: audit, resumed });
}
