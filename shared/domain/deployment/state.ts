import type { Instant } from '#domain/time.ts';

export type StepKind = 'announce' | 'build' | 'command' | 'smoke' | 'regression' | 'manual' | 'refresh_data';

/** D2. The step as the backend's settings had it when the turn was given; its definition is looked up there by name. */
export type DeploymentStep = { name: string; kind: StepKind } & (
  | { state: 'waiting' }
  | { state: 'running'; startedAt: Instant; question?: number }
  | {
      state: 'passed';
      startedAt: Instant;
      endedAt: Instant;
      note: string;
      /** D3: it had failed. */ falseAlarm?: { by: string; reason: string };
    }
  | { state: 'failed'; startedAt: Instant; endedAt: Instant; note: string }
);

interface DeploymentCommon {
  backend: string;
  /** Number of this lease; smaller ones are stale (Q3). */
  fencing: number;
  grantedAt: Instant;
  /** The pull request's head. */
  sha: string;
  steps: DeploymentStep[];
}

/** One turn on a backend, from the lease to its end. */
export type Deployment = DeploymentCommon &
  (
    | { state: 'preparing' }
    | { state: 'deploying'; testRef: string; testSha: string }
    | { state: 'deployed'; testRef: string; testSha: string; deployedAt: Instant }
    | { state: 'failed'; why: string }
    | { state: 'ended'; endedAt: Instant }
  );

/** The lease is held: nobody else may use the backend. */
export function holdsLease(turn: Deployment | undefined): turn is Deployment {
  return turn !== undefined && turn.state !== 'ended';
}
