/** R9. Why a run failed, as far as it can be told. */
export type FailureClass =
  | 'launch_failed'
  | 'worker_lost'
  | 'worker_exit'
  | 'import_error'
  | 'beam_unlabelled'
  | 'beam_unwindowed'
  | 'out_of_memory'
  | 'timed_out'
  | 'quota'
  | 'cancelled'
  | 'over_limit'
  | 'wrong_version'
  | 'never_here'
  | 'worker_error'
  | 'job_error';

export const ADVICE: Record<FailureClass, string> = {
  launch_failed: 'The executor could not start it. Nothing ran; check the command or template of the backend.',
  worker_lost: 'The machine that ran it went away. It is not known how far it got: look at the data before you run it again.',
  worker_exit:
    'One of its processes ended by itself with an exit code and printed no error. Look at the last lines it wrote, and for whatever ended it: a limit, a signal, an exit in its code.',
  import_error: 'A module could not be imported where it ran. Check the registry file and the pinned dependencies.',
  beam_unlabelled: 'Two Beam steps share a name. Give each transform a label of its own.',
  beam_unwindowed: 'A grouping over unbounded data has no window. Set a window or a trigger in front of it.',
  out_of_memory: 'It ran out of memory. Yield items one by one instead of collecting them, or ask for larger workers.',
  timed_out: 'It did not end in time. Check for a step that waits, and the time limit of the backend.',
  quota: 'A quota of the provider is used up. The job is tried again if it is safe to run again.',
  cancelled: 'It was cancelled by the provider or a person, outside of Rehearsal.',
  over_limit:
    'It reached a limit that the backend sets for its jobs: processes, open files, the size of a file, or space for what it writes. Write less at a time, or ask for a higher limit.',
  never_here:
    'It may not run on that backend, or something it needs is missing there. Nothing ran. Choose a backend that can run it, or ask for the settings to be changed.',
  wrong_version: 'Something else was deployed in the meantime. Nothing ran; the deployment is repeated.',
  worker_error:
    'It failed on a worker but not where it was launched, so the workers are given something different. Compare their packages and data with yours, and check the base of the pull request: it may depend on another one that is not merged.',
  job_error: 'The job itself reported problems: read the first error line.',
};

/** Of a job that reported problems, and none of them in words. */
export const ADVICE_WITHOUT_WORDS =
  'The job itself wrote on stderr, but only blank lines: look for what wrote them, and read all of its output.';

/** Worth another try without a change: the next attempt may land on better luck. */
export const TRANSIENT: ReadonlySet<FailureClass> = new Set(['launch_failed', 'worker_lost', 'quota']);

/** Most attempts of a run that fails for a transient cause: the first and three retries. */
export const MAX_ATTEMPTS = 4;

export type EndCause =
  | 'exited'
  | 'wrong_version'
  | 'never_here'
  | 'timed_out'
  | 'cancelled'
  | 'worker_lost'
  | 'launch_failed'
  | 'out_of_memory'
  | 'over_limit';

/** A root error, as often as it was seen. */
export interface RootError {
  message: string;
  count: number;
}

export interface Failure {
  class: FailureClass;
  advice: string;
  /** The first root error: of a traceback its exception. */
  firstError: string;
  /** R9: what it says comes again however often it is tried, whatever its class. */
  permanent?: true;
  /** Where it failed, as the executor names it. */
  stage?: string;
  step?: string;
  /** Distinct root errors, when there is more than one, or one more than once. */
  roots?: RootError[];
  /** Further ones that are not listed. */
  moreRoots?: number;
}
