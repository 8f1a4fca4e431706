import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import type { AnswerDetails, Judgement } from '#products/rehearsal/domain/commands.ts';
import { coveredBy, type Action, type Question } from '#products/rehearsal/domain/questions.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { firstApprovalOf } from '#products/rehearsal/domain/two-admins.ts';
import { ranWithoutFailures, resultOf } from '#contexts/operations/domain/run/state.ts';

/** A job of several whose verdicts are asked for together, with its own question. */
export interface Judged {
  question: Question;
  job: Job;
}

/** In the order of the form. */
export function judgedBy(state: Tested & Questioned, together: Question): Judged[] {
  const questions = coveredBy(state.questions, together);
  return state.jobs.flatMap((job) => {
    const question = questions.find(({ step }) => step === job.step);
    return question === undefined ? [] : [{ question, job }];
  });
}

/** A1: the output is not as expected, and nobody has said yet why it is good all the same. */
export function needsOverride(job: Job | undefined): boolean {
  const result = resultOf(job === undefined ? undefined : lastRun(job));
  if (result === undefined || result.outcome === 'succeeded') return false;
  if (job?.state !== 'awaiting_verdict') return true;
  return job.allowance === undefined && job.firstApproval?.expectedOutput.kind !== 'overridden';
}

/** Whether this person can give that verdict on it now; with a reason, an output that differs is no hindrance. */
export function canJudge({ question, job }: Judged, action: Action, person: string, overrideReason = ''): boolean {
  if (question.state !== 'open') return false;
  if (action !== 'approve') return true;
  const theirs = firstApprovalOf(job, question)?.by === person;
  return !theirs && ranWithoutFailures(lastRun(job)) && (!needsOverride(job) || overrideReason.trim() !== '');
}

/** What an action means that is given for all at once: it is for each job that it fits, and leaves the others open. */
export function judgementsOf(
  state: Tested & Questioned,
  together: Question,
  action: Action,
  details: AnswerDetails,
  person: string,
): Judgement[] {
  const { comment, overrideReason } = details;
  return judgedBy(state, together)
    .filter((judged) => canJudge(judged, action, person, overrideReason))
    .map(({ question }) => ({ question: question.id, action, comment, ...(overrideReason === undefined ? {} : { overrideReason }) }));
}
