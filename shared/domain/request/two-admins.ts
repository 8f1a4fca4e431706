import type { JobRole } from '#domain/intake/submission.ts';
import type { Approval, Job } from '#domain/job/state.ts';
import type { Question } from '#domain/request/questions.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';

/** A7. */
export function takesTwo({ twoAdminRoles = [] }: Rules, role: JobRole): boolean {
  return twoAdminRoles.includes(role);
}

/** One person's approval of a job, as one of two: whether it waits for the other's or was followed by it. */
export function firstApprovalOf(job: Job, question: Question): Approval | undefined {
  if (job.state === 'awaiting_verdict') return question.state === 'open' && question.id === job.question ? job.firstApproval : undefined;
  return job.state === 'approved' && question.state === 'answered' ? job.approval.first : undefined;
}

/** Who has given the first of two approvals, while the second is awaited: nobody reminds them of it. */
export function hasDoneTheirPart({ jobs }: Pick<RequestState, 'jobs'>, question: Question | undefined): string | undefined {
  const job = jobs.find(({ step }) => step === question?.step);
  return job === undefined || question?.kind !== 'verdict' || question.state !== 'open' ? undefined : firstApprovalOf(job, question)?.by;
}
