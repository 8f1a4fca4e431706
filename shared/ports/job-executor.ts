import type { JobAsk } from '#domain/intake/submission.ts';
import type { EndCause } from '#domain/run/failure/classes.ts';
import type { RunDetails } from '#domain/run/state.ts';

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
  /** R11: only the launch is wanted; nobody will see the output. */
  launchOnly: boolean;
}

/**
 * Starts and stops runs on a backend (R2, R3, R10).
 *
 * Promises: `launch` is idempotent by run id: a run that is there already is adopted, never launched twice. It throws when it
 * cannot be known whether the run was launched; the caller then calls again. `refused` means that nothing was started and
 * nothing will be. `cancel` asks, as often as it is called; the executor's own news confirms. `never_started`: there is nothing left
 * that could start. `not_there`: nothing of it is to be seen, but a launch under way might still bring it.
 *
 * `look` is there where the executor brings no news by itself (R5): what is true of the run now. It changes nothing, ignores runs of
 * others whatever their name, and throws when the executor cannot be asked. The executor forgets nothing of a run that has ended.
 */
export interface JobExecutor {
  launch(order: RunOrder): Promise<'launched' | { refused: string }>;
  cancel(order: RunOrder): Promise<'asked' | 'never_started' | 'not_there'>;
  look?(order: RunOrder): Promise<RunSeen>;
}

/** `unknown`: the provider says something that this version does not know; `missing`: it knows no such run. */
export type RunSeen =
  | { seen: 'under_way'; state: 'pending' | 'preparing' | 'executing' | 'finalizing' }
  | { seen: 'unknown'; what: string }
  | { seen: 'missing' }
  | EndSeen;

/** R16. Of any length: at hand, or piece by piece as they are read, so that they are never in memory together. Read once. */
export type Lines = readonly string[] | AsyncIterable<readonly string[]>;

export interface EndSeen<L extends Lines = Lines> {
  seen: 'ended';
  cause: EndCause;
  exitCode: number | null;
  stdout: L;
  stderr: L;
  /** What the executor's own service said of it, message by message; kept beside the job's stderr, and never taken for the job's words (R9). */
  messages?: string[];
  /** False: the output cannot be seen at all (R11). */
  observable: boolean;
  details?: RunDetails;
}
