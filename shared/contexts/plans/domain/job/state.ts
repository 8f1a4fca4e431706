import type { Instant } from '#kernel/time.ts';
import type { JobAsk } from '#contexts/intake/domain/submission.ts';
import { isLive, resultOf, type Run } from '#contexts/operations/domain/run/state.ts';
import type { Objection, Word } from '#contexts/plans/domain/job/said.ts';

interface JobCommon {
  /** Place in the form, from 0. */
  index: number;
  step: string;
  ask: JobAsk;
  /** Every attempt, oldest first. */
  runs: Run[];
}

/** A1: the four facts of "fully tested", each with where it comes from. */
export interface Approval {
  runId: string;
  sha: string;
  expectedOutput: { kind: 'matched' } | { kind: 'overridden'; reason: string } | { kind: 'not_applicable' };
  /** How the admin verified that the outcome is the wanted one. */
  outcomeVerified: string;
  by: string;
  at: Instant;
  /** W5: who put it on the record in their name. */
  through?: string;
  /** A7. The other's, where it took two admins; it came before. */
  first?: Omit<Approval, 'first'>;
}

export type Job = JobCommon &
  (
    | { state: 'waiting' }
    | { state: 'running' }
    | {
        state: 'awaiting_verdict';
        question: number;
        allowance?: string;
        /** A7. One of two admins has approved. */ firstApproval?: Approval;
        /** R13. Why the contributor does not want it built on. */ objection?: Objection;
      }
    | { state: 'invalid_data_found'; question: number }
    | { state: 'on_hold'; audit: string }
    | { state: 'approved'; approval: Approval; /** R13. Of an audit, where the settings ask for it. */ word?: Word }
    | { state: 'rejected'; reason: string; by: string; at: Instant }
    | { state: 'cancelled'; reason: string }
  );

export function lastRun(job: Job): Run | undefined {
  return job.runs.at(-1);
}

/** Of the job at that step, if there is one. */
export function lastRunOf(jobs: readonly Job[], step: string | undefined): Run | undefined {
  const job = jobs.find((one) => one.step === step);
  return job === undefined ? undefined : lastRun(job);
}

export function liveRun(job: Job): Run | undefined {
  return job.runs.find(isLive);
}

/** R1: what needs this job may start. An audit must also have been approved by a person. */
export function hasPassed(job: Job): boolean {
  if (job.state === 'approved') return true;
  return job.ask.role !== 'audit' && job.state === 'awaiting_verdict' && resultOf(lastRun(job))?.outcome === 'succeeded';
}

export function startJobs(asks: JobAsk[]): Job[] {
  return asks.map((ask, index) => ({ index, step: ask.step, ask, runs: [], state: 'waiting' }));
}
