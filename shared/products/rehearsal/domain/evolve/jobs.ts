import type { Approval, Job } from '#contexts/plans/domain/job/state.ts';
import { jobTransitions, type JobEvent } from '#contexts/plans/domain/job/transitions.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { ImpossibleMove, move } from '#kernel/transitions.ts';

/** The rule for the job that the fact names. */
export function withJob<S extends Tested, F extends { step: string }>(over: (job: Job, fact: F) => Job): (state: S, fact: F) => S {
  return (state, fact) => ({ ...state, jobs: at(state.jobs, [fact.step], (job) => over(job, fact)) });
}

/** It may start once what it needs has passed. */
export function waitsAgain(job: Job, event: 'retry' | 'rerun' | 'resume'): Job {
  return { ...moved(job, event), state: 'waiting' };
}

export function foundInvalid(jobs: Job[], { step, question, held }: FactOf<'invalid_data_found'>): Job[] {
  const found = at(jobs, [step], (job) => ({ ...moved(job, 'find_invalid_data'), state: 'invalid_data_found', question }));
  return at(found, held, (job) => ({ ...moved(job, 'hold'), state: 'on_hold', audit: step }));
}

export function approvedJob(job: Job, { approval }: FactOf<'job_approved'>): Job {
  return { ...moved(job, 'approve'), state: 'approved', approval };
}

export function rejectedJob(job: Job, { reason, by, at: when }: FactOf<'job_rejected'>): Job {
  return { ...moved(job, 'reject'), state: 'rejected', reason, by, at: when };
}

export function cancelledJob(job: Job, reason: string): Job {
  return { ...moved(job, 'cancel'), state: 'cancelled', reason };
}

/** A7: the job waits on, for the other admin. */
export function withFirst(job: Job, approval: Approval | undefined): Job {
  if (job.state !== 'awaiting_verdict') throw new ImpossibleMove('job', job.state, 'approve by one of two');
  const { firstApproval: _before, ...rest } = job;
  return approval === undefined ? rest : { ...rest, firstApproval: approval };
}

export function askVerdict(job: Job, fact: FactOf<'verdict_asked'>): Job {
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

export function at(jobs: Job[], steps: string[], over: (job: Job) => Job): Job[] {
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
