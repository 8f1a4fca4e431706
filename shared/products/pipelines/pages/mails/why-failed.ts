import type { FailedAction } from '#products/pipelines/domain/run/account.ts';
import type { FailureCause } from '#products/pipelines/domain/job/causes.ts';
import type { FailureCode } from '#products/pipelines/domain/job/state.ts';
import { clip, listed, plural } from '#html/text.ts';

const SHOWN_PATTERNS = 5;

/** R9, K3. In our words alone: what an action, or its agent, said of it may tell of data. */
export function whyFailed(failed: FailedAction): string {
  const { code, losses = 0, joined } = failed;
  const why = reason(failed);
  const lost = losses === 0 || code !== 'internal_error' ? '' : `, the last of ${plural(losses, 'attempt')} that were lost`;
  return `${why}${lost}${joined === undefined ? '' : `; it was the job of the run ${joined}`}`;
}

function reason({ code, cause, exitCode, unmatched = [] }: FailedAction): string {
  if (code === undefined) return 'it ended without having begun';
  if (code === 'unmatched_patterns') return `nothing was found for ${patterns(unmatched)}`;
  if (cause === undefined) return codes[code];
  if (cause !== 'exited') return causes[cause];
  if (code === 'internal_error') return 'it is not known whether all its outputs are there';
  return exitCode === undefined ? codes[code] : `its program ended with exit code ${exitCode}`;
}

function patterns(unmatched: readonly string[]): string {
  if (unmatched.length === 0) return 'some of its outputs';
  const shown = unmatched.slice(0, SHOWN_PATTERNS).map((pattern) => clip(pattern, 100));
  const more = unmatched.length - shown.length;
  return listed([...shown, ...(more > 0 ? [`${more} more of its outputs`] : [])]);
}

const codes: Readonly<Record<FailureCode, string>> = {
  nonzero_exit: 'its program ended with an error',
  unmatched_patterns: 'nothing was found for some of its outputs',
  internal_error: 'the system lost it, which is not its own fault',
  job_error: 'the backend could not run it',
};

const causes: Readonly<Record<Exclude<FailureCause, 'exited'>, string>> = {
  wrong_version: 'the backend does not have the commit',
  never_here: 'it cannot run on this backend',
  timed_out: 'it took longer than it may',
  cancelled: 'it was stopped on the backend, and nobody here had asked for that',
  worker_lost: 'its agent lost it',
  launch_failed: 'its agent could not start it',
  out_of_memory: 'it ran out of memory',
  over_limit: 'it reached a limit of the backend',
  silent: 'its agent did not report in time',
  not_begun: 'it was not at work in time',
};
