import type { JobAsk } from '#domain/intake/submission.ts';

/** One run to be launched or stopped, with all that an executor needs. */
export interface RunOrder {
  /** Deterministic; the executor's own name for the run is made from it (R3). */
  runId: string;
  requestId: string;
  backend: string;
  fencing: number;
  testRef: string;
  testSha: string;
  ask: JobAsk;
}

/**
 * Starts and stops runs on a backend (R2, R3, R10).
 *
 * Promises: `launch` is idempotent by run id: a run that is there already is adopted, never launched twice. It throws when it
 * cannot be known whether the run was launched; the caller then calls again. `refused` means that nothing was started and
 * nothing will be. `cancel` asks; the executor's own news confirms. `never_started`: there is nothing left that could start.
 */
export interface JobExecutor {
  launch(order: RunOrder): Promise<'launched' | { refused: string }>;
  cancel(order: RunOrder): Promise<'asked' | 'never_started'>;
}
