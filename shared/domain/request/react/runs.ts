import type { Instant } from '#domain/time.ts';
import { failedInARow } from '#domain/job/retries.ts';
import type { Job } from '#domain/job/state.ts';
import type { Wanted } from '#domain/request/effects.ts';
import type { Fact, FactOf } from '#domain/request/facts.ts';
import { toAdmins, toContributor } from '#domain/request/react/mail.ts';
import { WATCH_GRACE } from '#domain/request/react/turn.ts';
import { backendRules, type Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';
import { isPolled, pollDelay, retryDelay, STOP_GRACE } from '#domain/run/polling.ts';
import type { Run } from '#domain/run/state.ts';

export function reactToRun(fact: Fact, facts: readonly Fact[], after: RequestState, rules: Rules, at: Instant): Wanted[] {
  switch (fact.fact) {
    case 'run_intended':
      return launch(fact, facts, after, at);
    case 'run_launched':
      return withRun(after, fact.run, ({ run }) => follow(run, at + backendRules(rules, run.backend).jobTimeout, at));
    case 'run_cancel_requested':
      return withRun(after, fact.run, ({ run }) =>
        run.executor === 'manual' ? [] : [{ effect: { kind: 'run_job', run: fact.run, phase: 'cancel' } }],
      );
    case 'run_ended':
      return withRun(after, fact.run, ({ job }) => toContributor('run_finished', job.step));
    case 'run_lost':
      return withRun(after, fact.run, ({ job }) => [...toContributor('run_lost', job.step), ...toAdmins('run_lost', after, rules)]);
    default:
      return [];
  }
}

/** R4, R5: an executor that brings no news is asked for it. Whatever becomes of that, nothing is silent for ever. */
function follow({ id, executor }: Run, stopAt: Instant, at: Instant): Wanted[] {
  const watch = { kind: 'run_job', run: id, phase: 'watch' } as const;
  if (!isPolled(executor)) return [{ effect: watch, notBefore: stopAt + WATCH_GRACE }];
  return [
    { effect: { kind: 'run_job', run: id, phase: 'poll', launchedAt: at, stopAt }, notBefore: at + pollDelay(0) },
    { effect: watch, notBefore: stopAt + STOP_GRACE },
  ];
}

/** R9: an attempt that follows one with bad luck waits a little; one that a person ordered starts at once. */
function launch({ step, run }: FactOf<'run_intended'>, facts: readonly Fact[], after: RequestState, at: Instant): Wanted[] {
  if (run.executor === 'manual') return [];
  const effect = { kind: 'run_job', run: run.id, phase: 'launch' } as const;
  const retried = facts.some((fact) => fact.fact === 'retry_planned' && fact.step === step);
  return withRun(after, run.id, ({ job }) => {
    const bad = failedInARow(job);
    return [retried && bad > 0 ? { effect, notBefore: at + retryDelay(bad + 1) } : { effect }];
  });
}

function withRun(state: RequestState, id: string, over: (found: { job: Job; run: Run }) => Wanted[]): Wanted[] {
  for (const job of state.jobs) {
    const run = job.runs.find((one) => one.id === id);
    if (run !== undefined) return over({ job, run });
  }
  return [];
}
