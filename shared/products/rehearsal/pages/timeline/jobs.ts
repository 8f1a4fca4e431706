import { shortSha } from '#html/text.ts';
import type { Approval } from '#contexts/plans/domain/job/state.ts';
import { throughText } from '#products/rehearsal/pages/about.ts';
import { jobs, person, type Sentences, type Telling } from '#products/rehearsal/pages/timeline/telling.ts';
import type { JobFact } from '#products/rehearsal/domain/facts/types/jobs.ts';
import type { VerdictFact } from '#products/rehearsal/domain/facts/types/verdicts.ts';

export const jobSentences: Sentences<JobFact> = {
  retry_planned: ({ step, cause }, telling) => `${jobs([step], telling)} will run again: ${cause.replaceAll('_', ' ')}`,
  rerun_ordered: ({ step, reason }, telling) => `${jobs([step], telling)} will run again: ${reason}`,
  invalid_data_found: ({ step, held }, telling) => `${jobs([step], telling)} found invalid data; on hold: ${jobs(held, telling)}`,
  invalid_data_settled: ({ step, resumed }, telling) =>
    `It was decided what happens to the data that ${jobs([step], telling)} found${resumed.length === 0 ? '' : `; no longer on hold: ${jobs(resumed, telling)}`}`,
  jobs_cancelled: ({ steps, reason }, telling) => `Will not run any more: ${jobs(steps, telling)} (${reason})`,
  put_on_hold: () => 'The request is on hold',
};

export const verdictSentences: Sentences<VerdictFact> = {
  verdict_asked: ({ step, allowance }, telling) =>
    `${jobs([step], telling)} waits for a verdict${allowance === undefined ? '' : `; ${allowance}`}`,
  verdicts_wanted: ({ questions }) =>
    `The admins are asked for ${questions.length === 1 ? 'the verdict' : `${questions.length} verdicts, in one mail`}`,
  verdict_awaited: () => 'Everything that can run has run; the request waits for a verdict',
  first_approved: ({ step, approval }, telling) =>
    `${jobs([step], telling)} is approved by ${approver(approval, telling)}, one of two: ${approval.outcomeVerified}`,
  first_approval_undone: ({ step, by }, telling) =>
    `${person(by, telling)} took back the first of two approvals of ${jobs([step], telling)}`,
  job_approved: ({ step, approval }, telling) =>
    `${jobs([step], telling)} is approved by ${approver(approval, telling)} at ${shortSha(approval.sha)}: ${approval.outcomeVerified}`,
  job_rejected: ({ step, by, reason }, telling) => `${jobs([step], telling)} is rejected by ${person(by, telling)}: ${reason}`,
  verdict_undone: ({ step, revived }, telling) =>
    `The verdict on ${jobs([step], telling)} was undone${revived.length === 0 ? '' : `; waiting again: ${jobs(revived, telling)}`}`,
};

function approver({ by, through }: Approval, telling: Telling): string {
  return throughText(person(by, telling), through, telling.state, telling.rules);
}
