import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { Recorded } from '#contexts/operations/domain/owner.ts';
import type { EndReader, ToldEnd } from '#contexts/operations/domain/told-end.ts';
import type { ExpectedOutput } from '#contexts/intake/domain/submission.ts';
import { findRun } from '#contexts/plans/domain/job/find-run.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { RunEnding } from '#contexts/verdict/domain/judge.ts';
import { observing } from '#contexts/verdict/domain/observe.ts';
import { runSays } from '#products/rehearsal/domain/operations.ts';
import { leaseOf } from '#products/rehearsal/domain/owners/lease.ts';

/** R2 to R10: a run of a job. */
export function recordedRun(state: Tested & Allocated, { id }: OperationName): Recorded<RunEnding> | undefined {
  const found = findRun(state, id);
  if (found === undefined) return undefined;
  const { job, run } = found;
  const says = runSays(id, run.fencing);
  return {
    state: run.state,
    isWanted: run.cancelling === undefined,
    lease: leaseOf(state),
    says,
    readEnd: (told) => readingRun(job.ask.expectedOutput, told),
    // The watch sees to the end of whatever else is given up; nobody watches the watch.
    givenUp: (phase, why) => (phase === 'launch' || phase === 'watch' ? says.lost(`its ${phase} was given up: ${why}`) : undefined),
  };
}

/** R6 to R8. */
function readingRun(expected: ExpectedOutput[], { cause, exitCode, chunks, message }: ToldEnd): EndReader<RunEnding> {
  const judging = observing(expected);
  return {
    stdout: (line) => judging.stdout(line),
    stderr: (line) => judging.stderr(line),
    cut: () => judging.cut(),
    end(digests) {
      // What ended it, or kept it from beginning, is the agent's to tell: the job did not, or could not.
      if (message !== undefined && cause !== 'cancelled') judging.stderr(message);
      const kept = digests === undefined ? {} : { digests };
      return { cause, exitCode, chunks, ...kept, stdout: [], stderr: [], observed: judging.end(), observable: true };
    },
  };
}
