import type { ActionStage } from '#contexts/operations/domain/action/result.ts';
import type { FailureCause } from '#products/pipelines/domain/job/causes.ts';
import type { JobSpec } from '#products/pipelines/domain/job/spec.ts';
import type { Place } from '#contexts/plans/domain/page.ts';
import type { Instant } from '#kernel/time.ts';

/** B2. What takes a job's attempt away, and lets it wait for the next. */
export type Interruption = 'maintenance' | 'drain';

/** Why an attempt is asked to stop. */
export type StopReason = 'cancelled' | 'lost' | Interruption;

/** One go at a job, from its start until nothing of it can be left on the backend. */
export interface Attempt {
  /** From 1. */
  n: number;
  startedAt: Instant;
  /** It never goes back. */
  stage?: ActionStage;
  /** When it was heard of last. */
  heardAt: Instant;
  /** Its end is waited for, and means nothing to the job any more unless it had succeeded. */
  stopping?: { why: StopReason; at: Instant };
}

/** R9. What could not be started is not tried again at once: what kept it from that may be away for a while. */
export interface Pause {
  until: Instant;
  /** Why its last attempt was not started; words of the agent. */
  why: string;
}

/** What the agent measured. */
export type Metrics = Readonly<Record<string, number>>;

/** RAP's codes of a job that has failed (rap-doors §8). */
export type FailureCode = 'nonzero_exit' | 'unmatched_patterns' | 'internal_error' | 'job_error';

export interface JobFailure {
  code: FailureCode;
  /** It may hold words of the agent. */
  message: string;
  /** Absent in what failed before it was kept. */
  cause?: FailureCause;
  exitCode?: number;
  /** K3. The first of the patterns that matched nothing. */
  unmatched?: readonly string[];
}

interface JobCommon {
  /** Of run and action; it never changes. */
  id: string;
  version: number;
  run: string;
  action: string;
  backend: string;
  workspace: string;
  /** Of its run. */
  commit: string;
  /** Whoever asked for its run; absent in jobs of before it was kept. */
  createdBy?: string;
  /** Where its step is kept in the plan of its run. */
  place: Place;
  spec: JobSpec;
  createdAt: Instant;
  updatedAt: Instant;
  /** Number of the newest attempt; 0 before the first. */
  attempts: number;
  /** R9. So many of them were lost. */
  losses: number;
  /** While something of it may be on the backend: it holds its slots, also when the job is over. */
  attempt?: Attempt;
  /** Of the newest attempt that told any. */
  metrics?: Metrics;
}

/** PIPELINES: one action of one run that was to be run. What is over stays as it is. */
export type JobState = JobCommon &
  (
    | {
        state: 'waiting';
        since: Instant;
        /** What took its last attempt away. */
        after?: Interruption | 'loss';
        pause?: Pause;
      }
    /** `startedAt`: when this attempt began, which is kept by what is over. */
    | { state: 'running'; startedAt: Instant }
    | { state: 'succeeded'; startedAt: Instant; completedAt: Instant; /** Files the guard held back. */ heldBack?: true }
    | ({ state: 'failed'; startedAt?: Instant; completedAt: Instant } & JobFailure)
    | { state: 'cancelled'; startedAt?: Instant; completedAt: Instant; by: string }
  );

export function isOver(job: JobState): job is Extract<JobState, { completedAt: Instant }> {
  return job.state !== 'waiting' && job.state !== 'running';
}

/** It waits, and nothing of an earlier attempt is left: it may start as soon as its backend has room, and its pause is over. */
export function mayStart(job: JobState): job is Extract<JobState, { state: 'waiting' }> {
  return job.state === 'waiting' && job.attempt === undefined;
}

/** R9. Until then it does not start, whatever room there is. */
export function pausing(job: JobState, now: Instant): Pause | undefined {
  return job.state === 'waiting' && job.pause !== undefined && now < job.pause.until ? job.pause : undefined;
}
