import type { StepKind } from '#contexts/operations/domain/programs.ts';
import type { Base } from '#contexts/gates/domain/pull-request/base.ts';
import type { Instant } from '#kernel/time.ts';

/** R6. In how many chunks what it wrote is kept; its lines are in the output store. */
export interface StepOutput {
  stdout: number;
  stderr: number;
}

/** D2. The step as the backend's settings had it when the turn was given; its definition is looked up there by name. */
export type DeploymentStep = { name: string; kind: StepKind } & (
  | { state: 'waiting' }
  | { state: 'running'; startedAt: Instant; question?: number }
  | {
      state: 'passed';
      startedAt: Instant;
      endedAt: Instant;
      note: string;
      output?: StepOutput;
      /** D3: it had failed. */ falseAlarm?: { by: string; reason: string };
    }
  | { state: 'failed'; startedAt: Instant; endedAt: Instant; note: string; output?: StepOutput }
);

interface DeploymentCommon {
  backend: string;
  /** Number of this lease; smaller ones are stale (Q3). */
  fencing: number;
  grantedAt: Instant;
  /** The pull request's head. */
  sha: string;
  /** G10. What the head was merged onto; absent before the test ref is made, and in turns of before it was kept. */
  base?: Base;
  steps: DeploymentStep[];
  /** B2. Its backend is wanted back: no further job begins, and what runs and may run again is stopped. */
  recalled?: { reason: 'maintenance' | 'drain'; at: Instant };
}

/** One turn on a backend, from the lease to its end. */
export type Deployment = DeploymentCommon &
  (
    | { state: 'preparing' }
    | { state: 'deploying'; testRef: string; testSha: string }
    | { state: 'deployed'; testRef: string; testSha: string; deployedAt: Instant }
    | { state: 'failed'; why: string }
    /** D6. `after`: names of those of the steps that put the backend in order again; the request no longer waits for them. */
    | { state: 'clearing'; testRef: string; testSha: string; since: Instant; after: string[] }
    | { state: 'ended'; endedAt: Instant }
  );

/** The lease is held: nobody else may use the backend. */
export function holdsLease(turn: Deployment | undefined): turn is Deployment {
  return turn !== undefined && turn.state !== 'ended';
}
