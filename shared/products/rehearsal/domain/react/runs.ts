import type { Instant } from '#kernel/time.ts';
import { failedInARow } from '#contexts/plans/domain/job/retries.ts';
import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import { runNamed } from '#products/rehearsal/domain/operations.ts';
import { toAdmins, toContributor } from '#products/rehearsal/domain/react/mail.ts';
import { forgetSteps, WATCH_GRACE } from '#products/rehearsal/domain/react/allocation.ts';
import { backendRules, type Rules } from '#products/rehearsal/domain/rules.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { isVerdictClockOf, promiseOf } from '#products/rehearsal/domain/clock-names.ts';
import { resultOf } from '#contexts/operations/domain/run/state.ts';
import { drive } from '#contexts/operations/domain/drive.ts';
import { pollDelay } from '#contexts/operations/domain/schedule.ts';
import { isPolled, retryDelay, STOP_GRACE } from '#contexts/operations/domain/run/polling.ts';
import type { Run } from '#contexts/operations/domain/run/state.ts';

export function followLaunch({ run: id }: FactOf<'run_launched'>, { after, rules, at }: Commit): Wanted[] {
  return withRun(after, id, ({ run }) => follow(run, at + backendRules(rules, run.backend).jobTimeout, at));
}

export function stop({ run: id }: FactOf<'run_cancel_requested'>, { after }: Commit): Wanted[] {
  return withRun(after, id, ({ run }) => (run.executor === 'manual' ? [] : [{ effect: drive(runNamed(id), 'cancel') }]));
}

export function tellEnded({ run }: FactOf<'run_ended'>, { after }: Commit): Wanted[] {
  return withRun(after, run, ({ job }) => (isToldLater(job) ? [] : toContributor('run_finished', { step: job.step })));
}

export function tellLost({ run }: FactOf<'run_lost'>, { after, rules }: Commit): Wanted[] {
  return withRun(after, run, ({ job }) => [...toContributor('run_lost', { step: job.step }), ...toAdmins('run_lost', after, rules)]);
}

/** N6: what ran well is told together with the verdicts that it waits for; what failed, at once. */
function isToldLater(job: Job): boolean {
  return job.state === 'awaiting_verdict' && job.allowance === undefined && resultOf(lastRun(job))?.outcome !== 'failed';
}

/** One mail for all runs whose verdicts are wanted for the first time. */
export function tellOfRuns({ questions }: FactOf<'verdicts_wanted'>, { before, after }: Commit): Wanted[] {
  const asked = after.questions.filter(({ id }) => questions.includes(id));
  const steps = after.jobs.filter((job) => isToldLater(job) && asked.some(({ step }) => step === job.step) && !isPromised(before, job));
  const [first] = steps;
  if (first === undefined) return [];
  if (steps.length === 1) return toContributor('run_finished', { step: first.step });
  return toContributor('run_finished', { steps: steps.map(({ step }) => step) });
}

/** Its verdict was asked for before: an undone one is asked for again. */
function isPromised(before: Questioned | undefined, job: Job): boolean {
  const run = lastRun(job);
  return run !== undefined && before?.clocks.some((clock) => isVerdictClockOf(clock, promiseOf(run))) === true;
}

/** Z4: what runs and steps wrote may name people, so it goes with the contributor; what was reused belongs to the request that it ran for. */
export function forgetOutputs({ id: request, jobs, turn }: Identified & Tested & Allocated): Wanted[] {
  const own = jobs.flatMap(({ runs }) =>
    runs.filter(({ executor, reusedFrom }) => executor !== 'manual' && (reusedFrom?.requestId ?? request) === request),
  );
  return [...own.map(({ id }) => ({ effect: drive(runNamed(id), 'forget') })), ...forgetSteps(turn)];
}

/** Whatever becomes of the launch and of the news, no run is silent for ever: it would hold its backend. */
function watch(run: Run, start: Instant, rules: Rules): Wanted[] {
  const limit = backendRules(rules, run.backend).jobTimeout + STOP_GRACE + WATCH_GRACE;
  return [{ effect: drive(runNamed(run.id), 'watch'), notBefore: start + limit, patient: true }];
}

/** R4, R5: an executor that brings no news is asked for it. */
function follow({ id, executor }: Run, stopAt: Instant, at: Instant): Wanted[] {
  if (!isPolled(executor)) return [];
  const effect = { kind: 'drive_operation', operation: runNamed(id), phase: 'poll', launchedAt: at, stopAt } as const;
  return [{ effect, notBefore: at + pollDelay(0) }];
}

/** R9: an attempt that follows one with bad luck waits a little; one that a person ordered starts at once. */
export function launch({ step, run }: FactOf<'run_intended'>, { facts, after, rules, at }: Commit): Wanted[] {
  if (run.executor === 'manual') return [];
  const effect = drive(runNamed(run.id), 'launch');
  const retried = facts.some((fact) => fact.fact === 'retry_planned' && fact.step === step);
  return withRun(after, run.id, ({ job }) => {
    const bad = failedInARow(job);
    const start = retried && bad > 0 ? at + retryDelay(bad + 1) : at;
    return [start === at ? { effect } : { effect, notBefore: start }, ...watch(run, start, rules)];
  });
}

function withRun(state: Tested, id: string, over: (found: { job: Job; run: Run }) => Wanted[]): Wanted[] {
  for (const job of state.jobs) {
    const run = job.runs.find((one) => one.id === id);
    if (run !== undefined) return over({ job, run });
  }
  return [];
}
