/** R9. Why a run failed, as far as it can be told. */
export type FailureClass =
  | 'launch_failed'
  | 'worker_lost'
  | 'import_error'
  | 'beam_unlabelled'
  | 'beam_unwindowed'
  | 'out_of_memory'
  | 'timed_out'
  | 'quota'
  | 'cancelled'
  | 'wrong_version'
  | 'worker_error'
  | 'job_error';

export const ADVICE: Record<FailureClass, string> = {
  launch_failed: 'The executor could not start it. Nothing ran; check the command or template of the backend.',
  worker_lost: 'The machine that ran it went away. It is not known how far it came: look at the data before running it again.',
  import_error: 'A module could not be imported where it ran. Check the registry file and the pinned dependencies.',
  beam_unlabelled: 'Two Beam steps share a name. Give each transform a label of its own.',
  beam_unwindowed: 'A grouping over unbounded data has no window. Set a window or a trigger in front of it.',
  out_of_memory: 'It ran out of memory. Yield items one by one instead of collecting them, or ask for larger workers.',
  timed_out: 'It did not end in time. Check for a step that waits, and the time limit of the backend.',
  quota: 'A quota of the provider is used up. It will be tried again if the job is safe to run again.',
  cancelled: 'It was cancelled by the provider or a person, outside of Rehearsal.',
  wrong_version: 'Something else was deployed meanwhile. Nothing ran; the deployment is repeated.',
  worker_error:
    'It failed on a worker and not where it was launched: what differs is what workers are given. Compare their packages and data with yours, and the base of the pull request: it may stand on another that is not merged.',
  job_error: 'The job itself reported problems: read the first error line.',
};

/** Worth another try without a change: the next attempt may land on better luck. */
export const TRANSIENT: ReadonlySet<FailureClass> = new Set(['launch_failed', 'worker_lost', 'quota']);

/** Most attempts of a run that fails for a transient cause: the first and three retries. */
export const MAX_ATTEMPTS = 4;

export type EndCause = 'exited' | 'wrong_version' | 'timed_out' | 'cancelled' | 'worker_lost' | 'launch_failed';

const SIGNS: [FailureClass, RegExp][] = [
  ['import_error', /\b(?:ImportError|ModuleNotFoundError|ERR_MODULE_NOT_FOUND|Cannot find (?:module|package))\b/],
  ['beam_unlabelled', /transform with label .{0,200} already exists|A transform with label/i],
  ['beam_unwindowed', /GroupByKey cannot be applied to an unbounded PCollection/i],
  ['out_of_memory', /\b(?:MemoryError|OutOfMemoryError|out of memory|heap limit|OOM)\b/i],
  ['quota', /\b(?:quota exceeded|RESOURCE_EXHAUSTED|rateLimitExceeded|QUOTA_EXCEEDED|ZONE_RESOURCE_POOL_EXHAUSTED(?:_WITH_DETAILS)?)\b/i],
  ['worker_lost', /\b(?:worker (?:lost|not healthy)|lost contact with the service|SDK harness \S{1,80} disconnected)\b/i],
  // Last: how Dataflow begins whatever a worker says, when nothing better is known of it.
  ['worker_error', /\bError message from worker:/],
];

/** The first line that looks like the root error, else the first line. */
export function firstError(stderr: string[]): string {
  return (stderr.find((line) => /error|exception|traceback|fatal/i.test(line) && !line.startsWith('Traceback')) ?? stderr[0] ?? '').slice(
    0,
    500,
  );
}

export function classifyFailure(cause: EndCause, stderr: string[]): { class: FailureClass; advice: string; firstError: string } {
  const found =
    cause === 'exited' ? (SIGNS.find(([, sign]) => stderr.some((line) => sign.test(line.slice(0, 2000))))?.[0] ?? 'job_error') : cause;
  return { class: found, advice: ADVICE[found], firstError: firstError(stderr) };
}
