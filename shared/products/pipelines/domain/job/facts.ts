import type { ActionStage } from '#contexts/operations/domain/action/result.ts';
import type { Interruption, JobFailure, JobState, Metrics, Pause, StopReason } from '#products/pipelines/domain/job/state.ts';
import type { LossCause } from '#products/pipelines/domain/job/causes.ts';
import type { Instant } from '#kernel/time.ts';

type Made = Omit<
  Extract<JobState, { state: 'waiting' }>,
  'version' | 'state' | 'since' | 'after' | 'pause' | 'updatedAt' | 'attempts' | 'losses'
>;

/** What happened to a job. */
export type JobFact =
  | { fact: 'job_made'; job: Made }
  | { fact: 'attempt_started'; attempt: number; at: Instant }
  | { fact: 'stage_reached'; attempt: number; stage: ActionStage; at: Instant }
  /** Its end is waited for from now on. */
  | { fact: 'attempt_stopping'; attempt: number; why: StopReason; at: Instant }
  /** Nothing of it can be left: its slots are free. */
  | { fact: 'attempt_over'; attempt: number; at: Instant }
  | { fact: 'attempt_lost'; attempt: number; cause: LossCause; why: string; at: Instant }
  | { fact: 'job_waits_again'; after: Interruption | 'loss'; pause?: Pause; at: Instant }
  | { fact: 'job_succeeded'; at: Instant; heldBack?: true; metrics?: Metrics }
  | ({ fact: 'job_failed'; at: Instant; metrics?: Metrics } & JobFailure)
  | { fact: 'job_cancelled'; at: Instant; by: string };
