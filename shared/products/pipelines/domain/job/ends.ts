import type { FailureCode, Metrics } from '#products/pipelines/domain/job/state.ts';
import type { LossCause } from '#products/pipelines/domain/job/causes.ts';
import type { EndCause } from '#contexts/operations/domain/run/classes.ts';

/** How an attempt ended, as its agent tells it. */
export interface AttemptEnd {
  cause: EndCause;
  exitCode: number | null;
  /** K3. Patterns that matched nothing; undefined where nobody looked. */
  unmatched: readonly string[] | undefined;
  /** K3. Files that the guard held back. */
  heldBack: boolean;
  /** What ended it, for people: never a name of a file. */
  message?: string | undefined;
  metrics?: Metrics | undefined;
}

type Judged =
  | { end: 'succeeded'; heldBack: boolean }
  | { end: 'failed'; code: FailureCode; message: string }
  | { end: 'lost'; cause: LossCause; why: string };

const MOST_LETTERS = 1_000;

/** Only exit code 0 with every pattern matched is a success; what the agent did not say is not taken for granted. */
export function judgeEnd({ cause, exitCode, unmatched, heldBack, message }: AttemptEnd): Judged {
  const said = message?.slice(0, MOST_LETTERS) ?? '';
  const failed = (code: FailureCode, text: string): Judged => ({ end: 'failed', code, message: said === '' ? text : `${text}: ${said}` });
  switch (cause) {
    case 'exited':
      if (exitCode !== 0) return failed('nonzero_exit', `Job exited with exit code ${exitCode ?? 'unknown'}`);
      if (unmatched === undefined) return failed('internal_error', 'It is not known whether all its outputs are there');
      return unmatched.length === 0
        ? { end: 'succeeded', heldBack }
        : failed('unmatched_patterns', 'Nothing was found for some of its outputs');
    case 'worker_lost':
    case 'launch_failed':
    case 'cancelled':
      return { end: 'lost', cause, why: said === '' ? reasons[cause] : said };
    case 'out_of_memory':
      return failed('nonzero_exit', 'Job ran out of memory');
    case 'timed_out':
    case 'over_limit':
    case 'never_here':
    case 'wrong_version':
      return failed('job_error', others[cause]);
  }
}

const reasons: Readonly<Record<'worker_lost' | 'launch_failed' | 'cancelled', string>> = {
  worker_lost: 'the agent lost it',
  launch_failed: 'the agent could not start it',
  cancelled: 'the agent stopped it, and nobody here had asked for that',
};

const others: Readonly<Record<'timed_out' | 'over_limit' | 'never_here' | 'wrong_version', string>> = {
  timed_out: 'Job took longer than it may',
  over_limit: 'Job reached a limit of the backend',
  never_here: 'Job cannot run on this backend',
  wrong_version: 'The backend does not have the commit',
};
