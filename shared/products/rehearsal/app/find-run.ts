import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { stepTaskName } from '#contexts/operations/domain/deployment/step-name.ts';
import { findRun, type FoundRun } from '#contexts/plans/domain/job/find-run.ts';
import { resultOf, type RunResult } from '#contexts/operations/domain/run/state.ts';
import type { JobOrder } from '#contexts/operations/ports/executor.ts';
import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { runNamed } from '#products/rehearsal/domain/operations.ts';

/** In how many chunks is kept what a run of this request wrote, or a step of its turn; undefined while it goes on, and for what it never had. */
export function findOutput(state: Identified & Tested & Allocated, name: string): RunResult['chunks'] | undefined {
  const { id, turn } = state;
  const step = turn?.steps.find((one) => stepTaskName(id, turn.fencing, one.name) === name);
  if (step !== undefined) return 'output' in step ? step.output : undefined;
  return resultOf(findRun(state, name)?.run)?.chunks;
}

export function orderOf(state: Identified & Requested & Allocated, { job, run }: FoundRun): JobOrder {
  const testRef = state.turn !== undefined && 'testRef' in state.turn ? state.turn.testRef : run.testSha;
  const { id: runId, backend, fencing, testSha } = run;
  return {
    id: runId,
    program: 'job',
    subject: theRequest(state.id),
    name: runNamed(runId),
    backend,
    fencing,
    testRef,
    testSha,
    ask: job.ask,
    launchOnly: state.submission.mode === 'launch_only',
  };
}
