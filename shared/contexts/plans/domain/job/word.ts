import type { JobRole } from '#contexts/intake/domain/submission.ts';
import { dependants } from '#contexts/plans/domain/job/graph.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';
import type { Word } from '#contexts/plans/domain/job/said.ts';

/** Only audits and verifications leave the data as it is. */
export function writes(role: JobRole): boolean {
  return role !== 'audit' && role !== 'verify';
}

export function wordOf(job: Job): Word | undefined {
  return job.state === 'approved' ? job.word : undefined;
}

/** Audits whose result this job builds on, straight or through others. */
export function auditsBefore(jobs: readonly Job[], { step }: Pick<Job, 'step'>): Job[] {
  return jobs.filter((audit) => audit.ask.role === 'audit' && dependants(jobs, audit.step).some((job) => job.step === step));
}

/** The audits on whose results a word is still awaited before this job may start. */
export function wordsAwaited(jobs: readonly Job[], job: Job): Job[] {
  return writes(job.ask.role) ? auditsBefore(jobs, job).filter((audit) => wordOf(audit)?.state === 'asked') : [];
}
