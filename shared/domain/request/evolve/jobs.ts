import type { Approval, Job } from '#domain/job/state.ts';
import { jobTransitions, type JobEvent } from '#domain/job/transitions.ts';
import type { FactOf } from '#domain/request/facts.ts';
import { ImpossibleMove, move } from '#domain/transitions.ts';

type JobFact = FactOf<
  | 'retry_planned'
  | 'verdict_asked'
  | 'invalid_data_found'
  | 'invalid_data_settled'
  | 'rerun_ordered'
  | 'first_approved'
  | 'first_approval_undone'
  | 'job_approved'
  | 'job_rejected'
  | 'jobs_cancelled'
>;

export function evolveJob(jobs: Job[], fact: JobFact): Job[] {
  switch (fact.fact) {
    case 'retry_planned':
      return at(jobs, [fact.step], (job) => ({ ...moved(job, 'retry'), state: 'waiting' }));
    case 'verdict_asked':
      return at(jobs, [fact.step], (job) => askVerdict(job, fact));
    case 'invalid_data_found': {
      const found = at(jobs, [fact.step], (job) => ({
        ...moved(job, 'find_invalid_data'),
        state: 'invalid_data_found',
        question: fact.question,
      }));
      return at(found, fact.held, (job) => ({ ...moved(job, 'hold'), state: 'on_hold', audit: fact.step }));
    }
    case 'invalid_data_settled':
      return at(jobs, fact.resumed, (job) => ({ ...moved(job, 'resume'), state: 'waiting' }));
    case 'rerun_ordered':
      return at(jobs, [fact.step], (job) => ({ ...moved(job, 'rerun'), state: 'waiting' }));
    case 'first_approved':
      return at(jobs, [fact.step], (job) => withFirst(job, fact.approval));
    case 'first_approval_undone':
      return at(jobs, [fact.step], (job) => withFirst(job, undefined));
    case 'job_approved':
      return at(jobs, [fact.step], (job) => ({ ...moved(job, 'approve'), state: 'approved', approval: fact.approval }));
    case 'job_rejected': {
      const { reason, by, at: when } = fact;
      return at(jobs, [fact.step], (job) => ({ ...moved(job, 'reject'), state: 'rejected', reason, by, at: when }));
    }
    case 'jobs_cancelled':
      return at(jobs, fact.steps, (job) => ({ ...moved(job, 'cancel'), state: 'cancelled', reason: fact.reason }));
  }
}

/** A7: the job waits on, for the other admin. */
function withFirst(job: Job, approval: Approval | undefined): Job {
  if (job.state !== 'awaiting_verdict') throw new ImpossibleMove('job', job.state, 'approve by one of two');
  const { firstApproval: _before, ...rest } = job;
  return approval === undefined ? rest : { ...rest, firstApproval: approval };
}

function askVerdict(job: Job, fact: FactOf<'verdict_asked'>): Job {
  // A question that is asked again about the same run changes nothing but its number.
  if (job.state === 'awaiting_verdict') return { ...job, question: fact.question };
  const { allowance } = fact;
  return {
    ...moved(job, job.state === 'invalid_data_found' ? 'allow' : 'ask_verdict'),
    state: 'awaiting_verdict',
    question: fact.question,
    ...(allowance === undefined ? {} : { allowance }),
  };
}

/** What every state of a job has. */
function bare({ index, step, ask, runs }: Job): Pick<Job, 'index' | 'step' | 'ask' | 'runs'> {
  return { index, step, ask, runs };
}

function moved(job: Job, event: JobEvent): Pick<Job, 'index' | 'step' | 'ask' | 'runs'> {
  move('job', jobTransitions, job.state, event);
  return bare(job);
}

function at(jobs: Job[], steps: string[], over: (job: Job) => Job): Job[] {
  return jobs.map((job) => (steps.includes(job.step) ? over(job) : job));
}

/** A5: the job that was decided waits for its verdict again, and what was cancelled with it waits for its turn. */
export function undoVerdict(jobs: Job[], fact: FactOf<'verdict_undone'>): Job[] {
  const other = fact.standing === undefined ? {} : { firstApproval: fact.standing };
  const undone = at(jobs, [fact.step], (job) => ({ ...moved(job, 'undo'), state: 'awaiting_verdict', question: fact.question, ...other }));
  return at(undone, fact.revived, (job) => ({ ...moved(job, 'undo'), state: 'waiting' }));
}

/**
 * G1: evidence belongs to a commit. With a new one every job waits again; its runs stay on the record.
 * A job that is running waits again once its run is over.
 */
export function forgetEvidence(jobs: Job[]): Job[] {
  return jobs.map((job) => (job.state === 'running' ? job : { ...bare(job), state: 'waiting' }));
}
