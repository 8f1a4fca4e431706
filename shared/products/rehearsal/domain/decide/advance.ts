import { holdsLease, type Deployment } from '#contexts/operations/domain/deployment/state.ts';
import { liveRun, type Job } from '#contexts/plans/domain/job/state.ts';
import { wordOf } from '#contexts/plans/domain/job/word.ts';
import { stepProgram } from '#contexts/operations/domain/programs.ts';
import { isTestByHand } from '#contexts/plans/domain/job/by-hand.ts';
import { ask } from '#products/rehearsal/domain/decide/asking.ts';
import { testClock } from '#products/rehearsal/domain/clock-names.ts';
import { startClock } from '#products/rehearsal/domain/decide/clocks.ts';
import { endWell } from '#products/rehearsal/domain/decide/complete.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { holdByGates, paceClocks } from '#products/rehearsal/domain/decide/hold.ts';
import { wantVerdicts } from '#products/rehearsal/domain/decide/verdicts.ts';
import { keepProduction } from '#products/rehearsal/domain/decide/production.ts';
import { keepWords } from '#products/rehearsal/domain/decide/word.ts';
import { endAllocation } from '#products/rehearsal/domain/decide/allocation.ts';
import { isHeld } from '#products/rehearsal/domain/fallen.ts';
import { backendRules } from '#products/rehearsal/domain/rules.ts';
import type { Run } from '#contexts/operations/domain/run/state.ts';
import { nextRunnable } from '#contexts/plans/domain/job/next.ts';

/** What follows by itself from what is true now. Every command ends with it, so no path has to remember it. */
export function advance(deciding: Deciding): void {
  const { draft } = deciding;
  holdByGates(deciding);
  keepWords(deciding);
  if (holdsLease(draft.state.turn)) {
    if (draft.state.status === 'running' && startNext(deciding)) return wantVerdictsAtPace(deciding);
    const { turn } = draft.state;
    if (turn.state === 'clearing' || !isBusy(deciding)) endAllocation(deciding, turn);
  }
  wantVerdictsAtPace(deciding);
  // D6: what puts the backend in order keeps it from others, not the request from its end.
  if (!holdsLease(draft.state.turn) || draft.state.turn.state === 'clearing') settle(deciding);
  keepProduction(deciding);
}

/** G9: also what is asked for while a gate has fallen has no running promise. */
function wantVerdictsAtPace(deciding: Deciding): void {
  wantVerdicts(deciding);
  paceClocks(deciding);
}

/** R1, Q4: a turn goes on while something can run without a person's answer. True when a run is under way. */
function startNext(deciding: Deciding): boolean {
  const { draft } = deciding;
  if (draft.state.jobs.some((job) => liveRun(job) !== undefined)) return true;
  if (isHeld(draft.state) || draft.state.turn?.recalled !== undefined) return false;
  const job = nextRunnable(draft.state.jobs);
  const turn = draft.state.turn;
  if (job === undefined || turn?.state !== 'deployed') return false;
  intend(deciding, job, turn);
  return true;
}

function intend(deciding: Deciding, job: Job, turn: Extract<Deployment, { state: 'deployed' }>): void {
  const { draft, at, rules } = deciding;
  const attempt = job.runs.length + 1;
  const executor = isTestByHand(job) ? 'manual' : backendRules(rules, turn.backend).executor;
  const run: Run = {
    id: `${draft.state.id}-${job.index}-${attempt}`,
    attempt,
    executor,
    backend: turn.backend,
    fencing: turn.fencing,
    sha: turn.sha,
    testSha: turn.testSha,
    ...(turn.base === undefined ? {} : { base: turn.base }),
    intendedAt: at,
    state: 'pending',
  };
  draft.record({ fact: 'run_intended', step: job.step, run });
  if (executor === 'manual') startByHand(deciding, run.id, job.step);
}

/** A2, and every job of a backend that people look after: nobody launches it; people are asked to do it, and owe the answer. */
function startByHand(deciding: Deciding, run: string, step: string): void {
  deciding.draft.record({ fact: 'run_started', run, at: deciding.at });
  ask(deciding, 'manual_test', step);
  startClock(deciding, testClock(run), 'verdict');
}

/** A turn that is over in our eyes still holds the backend while something of it may be at work there. */
function isBusy({ draft: { state } }: Deciding): boolean {
  if (state.status === 'running') return false;
  const deploying = state.status === 'deploying';
  return (
    deploying ||
    state.jobs.some((job) => liveRun(job) !== undefined) ||
    (state.turn?.steps.some((step) => step.state === 'running' && stepProgram(step.kind).end !== 'person') ?? false)
  );
}

/** Where a request stands whose jobs have begun, when no turn is under way. */
function settle(deciding: Deciding): void {
  const { draft, at } = deciding;
  const { status, jobs } = draft.state;
  if (status !== 'running' && status !== 'awaiting_verdict' && status !== 'on_hold' && status !== 'queued') return;
  const lastApproval = jobs.findLast((job) => job.state === 'approved');
  if (jobs.every((job) => job.state === 'approved') && lastApproval?.state === 'approved') {
    endWell(deciding, latestApprover(jobs) ?? lastApproval.approval.by);
  } else if (nextRunnable(jobs) !== undefined) {
    if (status !== 'queued') draft.record({ fact: 'queued', since: draft.state.queuedSince ?? at });
  } else if (jobs.some((job) => job.state === 'awaiting_verdict')) {
    if (status !== 'awaiting_verdict') draft.record({ fact: 'verdict_awaited' });
  } else if (status !== 'on_hold' && jobs.some((job) => job.state === 'invalid_data_found' || wordOf(job)?.state === 'asked')) {
    draft.record({ fact: 'put_on_hold' });
  }
}

function latestApprover(jobs: Job[]): string | undefined {
  const approvals = jobs.flatMap((job) => (job.state === 'approved' ? [job.approval] : []));
  return approvals.toSorted((a, b) => b.at - a.at)[0]?.by;
}
