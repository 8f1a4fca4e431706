import type { JobRole } from '#domain/intake/submission.ts';
import { dependants } from '#domain/job/graph.ts';
import type { Instant } from '#domain/time.ts';
import type { Job } from '#domain/job/state.ts';

/**
 * R13. What the contributor says of an audit's result before anything that writes is built on it. It belongs to one run of the audit, and
 * goes with its approval: another commit, another run or an undone verdict asks for it anew.
 */
export type Word =
  | { state: 'asked'; run: string; /** Put to the contributor. */ question: number; /** Offered to the admins. */ waiver: number }
  | { state: 'given'; run: string; text: string; at: Instant }
  /** By an admin, with the reason. */
  | { state: 'waived'; run: string; text: string; by: string; at: Instant };

/** What the contributor said against an audit that was approved, so that its verdict is asked for again. */
export interface Objection {
  text: string;
  at: Instant;
}

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
