import { resultOf, type Run } from '#contexts/operations/domain/run/state.ts';
import { cancelLabels, outcomeLabels } from '#contexts/operations/pages/labels.ts';
import { shortSha } from '#html/text.ts';
import { jobs, type Sentences, type Telling } from '#products/rehearsal/pages/timeline/telling.ts';
import type { RunFact } from '#products/rehearsal/domain/facts/types/runs.ts';

export const runSentences: Sentences<RunFact> = {
  evidence_compared: ({ earlier: { headSha, found } }, telling) => {
    const parts = found.map(
      ({ step, requestId, counts, why }) =>
        `that of ${jobs([step], telling)} in request ${requestId} ${counts ? 'counts' : 'does not count'}, ${why}`,
    );
    return `Earlier evidence at ${shortSha(headSha)}: ${parts.join('; ')}`;
  },
  run_reused: ({ run, step }, telling) =>
    `Run ${run.id} of ${jobs([step], telling)} counts again; it ran ${ranFor(run.reusedFrom, telling)}`,
  run_intended: ({ run, step }, telling) => `Run ${run.attempt} of ${jobs([step], telling)} is to be started`,
  run_launched: (fact, telling) => `${which(fact, telling)} was launched`,
  run_started: (fact, telling) => `${which(fact, telling)} started`,
  run_ended: (fact, telling) => {
    const { outcome } = resultOf(runOf(fact, telling)) ?? fact.result;
    const because = fact.result.because.length === 0 ? '' : ` (${fact.result.because.join('; ')})`;
    return `${which(fact, telling)} ended: ${outcomeLabels[outcome].toLowerCase()}${because}`;
  },
  run_cancel_requested: (fact, telling) => `${which(fact, telling)} is to be stopped: ${cancelLabels[fact.reason]}`,
  run_cancelled: (fact, telling) => `${which(fact, telling)} was stopped: ${cancelLabels[fact.reason]}`,
  run_lost: (fact, telling) => `${which(fact, telling)} is lost: ${fact.why}`,
};

/** I14, I19. */
function ranFor(from: Run['reusedFrom'], { state: { id } }: Telling): string {
  if (from === undefined) return 'before';
  return from.requestId === id ? `at commit ${shortSha(from.sha)}, at an earlier pull request` : `for request ${from.requestId}`;
}

function runOf({ run }: { run: string }, { state }: Telling): Run | undefined {
  return state.jobs.flatMap(({ runs }) => runs).find(({ id }) => id === run);
}

function which(fact: { run: string }, telling: Telling): string {
  const job = telling.state.jobs.find(({ runs }) => runs.some(({ id }) => id === fact.run));
  const run = runOf(fact, telling);
  return job === undefined || run === undefined ? `Run ${fact.run}` : `Run ${run.attempt} of ${jobs([job.step], telling)}`;
}
