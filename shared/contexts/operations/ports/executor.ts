import type { Change, JobAsk } from '#contexts/intake/domain/submission.ts';
import type { ActionTask } from '#contexts/operations/agent-action.ts';
import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { LiveState } from '#contexts/operations/domain/state.ts';
import type { ProgramName, StepKind } from '#contexts/operations/domain/programs.ts';
import type { EndCause } from '#contexts/operations/domain/run/classes.ts';
import type { RunDetails } from '#contexts/operations/domain/run/state.ts';
import type { OutputStream } from '#contexts/operations/ports/output-store.ts';
import type { Subject } from '#kernel/subject.ts';

/** One operation (O2), with all that whoever carries it out needs. */
export interface Operation {
  /** Deterministic; the executor's own name for it is made from it (R3). */
  id: string;
  program: ProgramName;
  /** Whose operation it is, and which of its operations. */
  subject: Subject;
  name: OperationName;
  backend: string;
  /** Number of the lease that it belongs to (Q3), or of the attempt that it is. */
  fencing: number;
}

/** Done with what is deployed, or to be. */
export interface DeployedOperation extends Operation {
  testRef: string;
  testSha: string;
}

export interface JobOrder extends DeployedOperation {
  program: 'job';
  ask: JobAsk;
  /** R11: only the launch is wanted; nobody will see the output. */
  launchOnly: boolean;
}

/** K2. One attempt at one action of a pipeline, under no lease of its backend. */
export interface ActionOrder extends Operation {
  program: 'action';
  body: ActionTask;
}

/** D2. */
export interface StepOrder extends DeployedOperation {
  program: StepKind;
  step: string;
  change: Change;
  /** The pull request's head. */
  sha: string;
}

/**
 * Carries operations out (R2, R3, R10). What ends one, `E`, is what its program's end is read from.
 *
 * Promises: `start` is idempotent by id: what is there already is adopted, never started twice, and nothing that has ended is started again. It throws when it
 * cannot be known whether it was started; the caller then calls again. `refused`: nothing was started and nothing will be. An end: it was done at once.
 *
 * `look` is there where the executor brings no news by itself (R5): what is true of the operation now. It starts nothing, ignores what is not ours
 * whatever its name, and throws when the executor cannot be asked. The executor forgets nothing of what has ended.
 *
 * `stop` asks, as often as it is called; news, or a look, confirms. `never_started`: there is nothing left that could start. `not_there`: nothing of it is
 * to be seen, but a start under way might still bring it. What has ended stays as it is.
 *
 * `read` is there where what an operation writes can be read while it grows (R17): the pieces, one after the other, are all that was written by then, each byte once.
 *
 * Names are those of programs' tasks, builds and jobs outside: another process, or a later version, finds what an earlier one started.
 */
export interface Executor<O extends Operation = Operation, E extends End = End> {
  start(order: O): Promise<'started' | Refused | E>;
  look?(order: O): Promise<Seen<E>>;
  stop(order: O): Promise<Stopped>;
  read?(order: O, asked: Reading): Promise<Piece | Refused>;
}

export type JobExecutor = Executor<JobOrder, JobEnd>;
export type StepExecutor = Executor<StepOrder, StepEnd>;

export interface Refused {
  refused: string;
}

/** R17. `from`: what the piece before said was `next`; left out at the beginning. `most`: bytes; at least 4 and at most `LARGEST_PIECE` are given at once, whatever is asked. */
export interface Reading {
  stream: OutputStream;
  from?: string;
  most: number;
}

export const LARGEST_PIECE = 256 * 1024;

/** `text` may begin and end within a line, never within a character. `isAll`: there is nothing more by now. */
export interface Piece {
  text: string;
  next: string;
  isAll: boolean;
}

export type Stopped = 'asked' | 'never_started' | 'not_there';

/** `unknown`: the provider says something that this version does not know; `missing`: it knows no such operation. */
export type Seen<E extends End = End> =
  | { seen: 'under_way'; state: LiveState }
  | { seen: 'unknown'; what: string }
  | { seen: 'missing' }
  | E;

export type End = JobEnd | StepEnd;

/** Of a program whose end is what its executor says. `note` is for people: what came of each part, and where the log is. */
export interface StepEnd {
  seen: 'ended';
  passed: boolean;
  note: string;
}

/** R16. Of any length: at hand, or piece by piece as they are read, so that they are never in memory together. Read once. */
export type Lines = readonly string[] | AsyncIterable<readonly string[]>;

/** Of a program whose end is judged by what it wrote. */
export interface JobEnd<L extends Lines = Lines> {
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
