import { liveRun, type Job } from '#contexts/plans/domain/job/state.ts';
import { isTestByHand } from '#contexts/plans/domain/job/by-hand.ts';
import { personOf, recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { testClock } from '#products/rehearsal/domain/clock-names.ts';
import { stopClocks } from '#products/rehearsal/domain/decide/clocks.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { conclude } from '#products/rehearsal/domain/decide/run.ts';
import { endDeployStep } from '#products/rehearsal/domain/decide/allocation.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import { ADVICE } from '#contexts/operations/domain/run/classes.ts';
import type { RunResult } from '#contexts/operations/domain/run/state.ts';

type Refused = { refused: Refusal } | undefined;

/** D2 `manual`: what a person did on the backend, and saw. */
export function endStepByHand(deciding: Deciding, answering: Answering, passed: boolean): Refused {
  const { turn } = deciding.draft.state;
  const { step } = answering.question;
  if (turn === undefined || step === undefined) return refuse('not_possible_now', 'the deployment is over');
  recordAnswer(deciding, answering);
  return endDeployStep(deciding, { ...manualStep, fencing: turn.fencing, step, passed, note: answering.details.comment });
}

/** A2. */
export function endTestByHand(deciding: Deciding, answering: Answering, passed: boolean): Refused {
  const job = deciding.draft.state.jobs.find(({ step }) => step === answering.question.step);
  const run = job === undefined ? undefined : liveRun(job);
  if (job === undefined || run === undefined) return refuse('not_possible_now', 'the test is over');
  recordAnswer(deciding, answering);
  stopClocks(deciding, ({ id }) => id === testClock(run.id), 'answered');
  conclude(deciding, job, run, manualResult(job, passed, answering.details.comment, personOf(deciding)), passed ? 'done' : 'failed');
  return undefined;
}

const manualStep = { command: 'end_deploy_step', id: '', at: 0, by: { kind: 'system', part: 'manual' } } as const;

/** A job that was run by hand has an output that no program has seen: whether it is as expected, an admin says with a reason (A1). */
function manualResult(job: Job, passed: boolean, note: string, testedBy: string): RunResult {
  const unseen = passed && !isTestByHand(job);
  return {
    exitCode: passed ? 0 : 1,
    chunks: { stdout: 0, stderr: 0 },
    lines: { stdout: 0, stderr: 0 },
    incomplete: false,
    outcome: unseen ? 'unclear' : passed ? 'succeeded' : 'failed',
    because: unseen ? ['it was run by hand, and no program saw its output'] : passed ? [] : ['the test by hand did not pass'],
    comparison: { kind: 'not_observable' },
    manualRecord: note,
    testedBy,
    ...(passed ? {} : { failure: { class: 'job_error', advice: ADVICE.job_error, firstError: note.slice(0, 500) } }),
  };
}
