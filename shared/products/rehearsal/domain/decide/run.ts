import { mayRetry } from '#contexts/plans/domain/job/retries.ts';
import { dependants } from '#contexts/plans/domain/job/graph.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';
import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import { askForVerdict, holdDependants } from '#products/rehearsal/domain/decide/asking.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { checkFencing } from '#products/rehearsal/domain/decide/allocation.ts';
import type { Refusal } from '#products/rehearsal/domain/decision.ts';
import { isOfThisMerge } from '#contexts/plans/domain/job/evidence-of.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { judge, type RunEnding } from '#contexts/verdict/domain/judge.ts';
import { roomFor } from '#contexts/verdict/domain/judgement.ts';
import { MAX_ATTEMPTS } from '#contexts/operations/domain/run/classes.ts';
import { isLive, resultOf, type Run, type RunResult } from '#contexts/operations/domain/run/state.ts';

type Refused = { refused: Refusal } | undefined;

export function recordLaunch(deciding: Deciding, command: CommandOf<'record_launch'>): Refused {
  const found = findLive(deciding, command.run);
  if (found?.run.state === 'pending') deciding.draft.record({ fact: 'run_launched', run: command.run });
  return undefined;
}

export function startRun(deciding: Deciding, command: CommandOf<'start_run'>): Refused {
  const stale = checkFencing(deciding, command.fencing);
  if (stale !== undefined) return stale;
  const found = findLive(deciding, command.run);
  if (found?.run.state === 'pending' || found?.run.state === 'preparing') {
    deciding.draft.record({ fact: 'run_started', run: command.run, at: deciding.at });
  }
  return undefined;
}

/** A finished run stays finished: news that comes twice, or late, changes nothing. */
export function endRun(deciding: Deciding, command: CommandOf<'end_run'>): Refused {
  const stale = checkFencing(deciding, command.fencing);
  if (stale !== undefined) return stale;
  const found = findLive(deciding, command.run);
  if (found === undefined) return undefined;
  const { job, run } = found;
  if (command.ending.cause === 'cancelled' && run.cancelling !== undefined) confirmCancel(deciding, job, run);
  else {
    const result = judge(job.ask.expectedOutput, command.ending, roomIn(deciding.draft.state.jobs));
    conclude(deciding, job, run, result, endedWell(command.ending) ? 'done' : 'failed');
  }
  return undefined;
}

export function cancelConfirmed(deciding: Deciding, command: CommandOf<'cancel_confirmed'>): Refused {
  const found = findLive(deciding, command.run);
  if (found !== undefined && found.run.cancelling !== undefined) confirmCancel(deciding, found.job, found.run);
  return undefined;
}

/** R4: nobody can say what happened. It never counts as passed. */
export function loseRun(deciding: Deciding, command: CommandOf<'lose_run'>): Refused {
  const found = findLive(deciding, command.run);
  if (found === undefined) return undefined;
  const { draft, at } = deciding;
  draft.record({ fact: 'run_lost', run: command.run, why: command.why, at });
  afterEnd(deciding, found.job, found.run, retryable(deciding, found.job) ? command.why : undefined);
  return undefined;
}

/** A run's end by whatever way, with its judged result. */
export function conclude(deciding: Deciding, job: Job, run: Run, result: RunResult, how: 'done' | 'failed'): void {
  deciding.draft.record({ fact: 'run_ended', run: run.id, at: deciding.at, how, result });
  if (repeatDeployment(deciding, job, result)) return;
  const again = retryable(deciding, job);
  if (!again && asksAboutData(deciding, job, run, result)) holdDependants(deciding, job);
  else afterEnd(deciding, job, run, again ? result.failure?.class : undefined);
}

/**
 * D5: something else was deployed meanwhile, so nothing ran. The turn is given up and the request queues again with its age, to be deployed
 * anew; not for ever, since somebody may have changed what tells the version. False when the run is to be judged like any other.
 */
function repeatDeployment(deciding: Deciding, { step }: Job, result: RunResult): boolean {
  const { draft } = deciding;
  const job = draft.state.jobs.find((one) => one.step === step);
  const tries =
    job === undefined ? 0 : job.runs.length - 1 - job.runs.findLastIndex((run) => resultOf(run)?.failure?.class !== 'wrong_version');
  if (result.failure?.class !== 'wrong_version' || tries >= MAX_ATTEMPTS || draft.state.status !== 'running') return false;
  draft.record({ fact: 'retry_planned', step, cause: 'wrong_version' });
  if (draft.state.turn?.state === 'deployed')
    draft.record({ fact: 'version_lost', why: result.failure.firstError || result.failure.advice });
  return true;
}

/** The job's next step when its run is over: another attempt (`retry` says why), a verdict, or nothing more. */
function afterEnd(deciding: Deciding, job: Job, run: Run, retry: string | undefined): void {
  const { draft } = deciding;
  if (isClosed(draft.state)) draft.record({ fact: 'jobs_cancelled', steps: [job.step], reason: 'the request was over' });
  else if (isStale(deciding, run)) draft.record({ fact: 'retry_planned', step: job.step, cause: 'superseded' });
  else if (retry !== undefined) draft.record({ fact: 'retry_planned', step: job.step, cause: retry });
  else askForVerdict(deciding, job.step);
}

/** On what is recorded by now, with the end of the newest run. */
function retryable({ draft }: Deciding, { step }: Job): boolean {
  return draft.state.jobs.some((job) => job.step === step && mayRetry(job));
}

/** Earlier attempts keep what they were judged by. */
function roomIn(jobs: readonly Job[]): number {
  return roomFor(
    jobs.length,
    jobs.flatMap(({ runs }) => runs.map((run) => resultOf(run)?.judgement)),
  );
}

function endedWell({ cause, exitCode }: RunEnding): boolean {
  return cause === 'exited' && exitCode === 0;
}

function confirmCancel(deciding: Deciding, job: Job, run: Run): void {
  const { draft, at } = deciding;
  const reason = run.cancelling?.reason ?? 'admin';
  draft.record({ fact: 'run_cancelled', run: run.id, reason, at });
  if (isClosed(draft.state)) draft.record({ fact: 'jobs_cancelled', steps: [job.step], reason: 'the request was over' });
  else draft.record({ fact: 'retry_planned', step: job.step, cause: `cancelled (${reason})` });
}

/** Its evidence is of no use, whatever it says: a newer commit or another base came, or what it builds on runs again. */
function isStale({ draft }: Deciding, run: Run): boolean {
  return !isOfThisMerge(run, draft.state) || run.cancelling?.reason === 'superseded';
}

/** R13: an audit that ran well but found other than was expected, with something that has yet to build on it. */
function asksAboutData(deciding: Deciding, job: Job, run: Run, result: RunResult): boolean {
  const { state } = deciding.draft;
  const found = job.ask.role === 'audit' && result.outcome === 'unclear' && result.comparison.kind === 'differs';
  if (!found || isClosed(state) || isStale(deciding, run)) return false;
  return dependants(state.jobs, job.step).some((other) => other.state === 'waiting' || other.state === 'on_hold');
}

/** A run that programs report on and that is not over. People report on tests by hand, by their answers. */
function findLive({ draft }: Deciding, runId: string): { job: Job; run: Run } | undefined {
  for (const job of draft.state.jobs) {
    const run = job.runs.find(({ id }) => id === runId);
    if (run !== undefined) return isLive(run) && run.executor !== 'manual' ? { job, run } : undefined;
  }
  return undefined;
}
