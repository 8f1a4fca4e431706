import { ableAdmins, type Written } from '#contexts/gates/domain/authors.ts';
import type { JobRole } from '#contexts/intake/domain/submission.ts';
import type { Approval, Job } from '#contexts/plans/domain/job/state.ts';
import { coveredBy, type Question } from '#products/rehearsal/domain/questions.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';

/** A7. */
export function takesTwo({ twoAdminRoles = [] }: Rules, role: JobRole): boolean {
  return twoAdminRoles.includes(role);
}

/** Whether some approval that is still to come can never come: too few admins are no authors of it, two being needed where a job takes two. */
export function lacksDeciders(rules: Rules, state: Written & Tested): boolean {
  if (!rules.people.some(({ roles }) => roles.includes('admin'))) return false;
  const isOver = ({ state }: Job): boolean => state === 'approved' || state === 'rejected' || state === 'cancelled';
  const needed = state.jobs.some((job) => !isOver(job) && takesTwo(rules, job.ask.role)) ? 2 : 1;
  return ableAdmins(rules.people, state).length < needed;
}

/** One person's approval of a job, as one of two: whether it waits for the other's or was followed by it. */
export function firstApprovalOf(job: Job, question: Question): Approval | undefined {
  if (job.state === 'awaiting_verdict') return question.state === 'open' && question.id === job.question ? job.firstApproval : undefined;
  return job.state === 'approved' && question.state === 'answered' ? job.approval.first : undefined;
}

/** Who has given the first of two approvals, while the second is awaited: nobody reminds them of it. Of several verdicts: of each of them. */
export function hasDoneTheirPart(state: Tested & Pick<Questioned, 'questions'>, question: Question | undefined): string | undefined {
  if (question?.state !== 'open') return undefined;
  if (question.kind === 'verdicts') {
    const done = coveredBy(state.questions, question).flatMap((one) => (one.state === 'open' ? [hasDoneTheirPart(state, one)] : []));
    return done.every((who) => who === done[0]) ? done[0] : undefined;
  }
  const job = state.jobs.find(({ step }) => step === question.step);
  return job === undefined || question.kind !== 'verdict' ? undefined : firstApprovalOf(job, question)?.by;
}
