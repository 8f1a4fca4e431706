import type { ActionResult, ActionStage } from '#contexts/operations/domain/action/result.ts';
import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { Owner, Recorded } from '#contexts/operations/domain/owner.ts';
import type { Sayings } from '#contexts/operations/domain/sayings.ts';
import type { LiveState } from '#contexts/operations/domain/state.ts';
import type { EndReader, ToldEnd } from '#contexts/operations/domain/told-end.ts';
import type { JobAsked } from '#products/pipelines/domain/job/commands.ts';
import type { AttemptEnd } from '#products/pipelines/domain/job/ends.ts';
import { attemptOf } from '#products/pipelines/domain/job/names.ts';
import type { Attempt, JobState, Metrics } from '#products/pipelines/domain/job/state.ts';

/** The attempt that an operation names, if it is the job’s present one. */
export function presentAttempt(job: JobState, operation: OperationName): Attempt | undefined {
  const named = attemptOf(operation);
  return named?.job === job.id && named.n === job.attempt?.n ? job.attempt : undefined;
}

/** What news of an attempt are to its job. */
export function attemptSays(attempt: number): Sayings<AttemptEnd, JobAsked> {
  return {
    atWork: () => ({ command: 'reach_stage', attempt, stage: 'preparing' }),
    staged: (stage) => ({ command: 'reach_stage', attempt, stage }),
    ended: (end) => ({ command: 'end_attempt', attempt, end }),
    refused: (message) => ({
      command: 'end_attempt',
      attempt,
      end: { cause: 'never_here', exitCode: null, unmatched: undefined, heldBack: false, message },
    }),
    lost: (why) => ({ command: 'lose_attempt', attempt, cause: 'silent', why }),
    cancelled: () => ({ command: 'confirm_stopped', attempt }),
  };
}

const states: { readonly [S in ActionStage]: LiveState } = {
  preparing: 'preparing',
  prepared: 'preparing',
  executing: 'executing',
  executed: 'executing',
  finalizing: 'finalizing',
  finalized: 'finalizing',
};

export function operationState({ stage }: Attempt): LiveState {
  return stage === undefined ? 'pending' : states[stage];
}

/** Jobs as owners of their attempts: of one that is not the present one nothing is known any more. */
export const jobOwner: Owner = {
  recorded(state, operation): Recorded<AttemptEnd> | undefined {
    const job = state as JobState;
    const attempt = presentAttempt(job, operation);
    if (attempt === undefined) return undefined;
    const says = attemptSays(attempt.n);
    return {
      state: operationState(attempt),
      isWanted: attempt.stopping === undefined,
      lease: { backend: job.backend, fencing: attempt.n },
      says,
      readEnd: toldEnd,
      // The watch sees to the end of whatever else is given up.
      givenUp: (phase, why) =>
        phase === 'launch'
          ? { command: 'lose_attempt', attempt: attempt.n, cause: 'launch_failed', why: `its launch was given up: ${why}` }
          : undefined,
    };
  },
  keptAs: (_subject, { id }) => id,
};

const nothing = (): void => undefined;

/** Nobody judges what it wrote. */
function toldEnd({ cause, exitCode, message, result }: ToldEnd): EndReader<AttemptEnd> {
  return { stdout: nothing, stderr: nothing, cut: nothing, end: () => ({ cause, exitCode, message, ...ofResult(result) }) };
}

function ofResult(result: ActionResult | undefined): Pick<AttemptEnd, 'unmatched' | 'heldBack' | 'metrics'> {
  const metrics = measured(result);
  return {
    unmatched: result?.outputs?.unmatched,
    heldBack: (result?.manifest?.withheld ?? 0) > 0,
    ...(metrics === undefined ? {} : { metrics }),
  };
}

function measured({ metrics, measured: others }: Pick<ActionResult, 'metrics' | 'measured'> = {}): Metrics | undefined {
  if (metrics === undefined) return others;
  const { peakMemoryBytes, cpuSeconds, wallSeconds } = metrics;
  return { ...others, peakMemoryBytes, cpuSeconds, wallSeconds };
}
