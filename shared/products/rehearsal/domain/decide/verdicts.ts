import { dependants } from '#contexts/plans/domain/job/graph.ts';
import { hasPassed, lastRun, liveRun, type Job } from '#contexts/plans/domain/job/state.ts';
import { promiseOf, verdictClock } from '#products/rehearsal/domain/clock-names.ts';
import { clockOf } from '#products/rehearsal/domain/clock-question.ts';
import { askAbout } from '#products/rehearsal/domain/decide/asking.ts';
import { startClock, stopClocks } from '#products/rehearsal/domain/decide/clocks.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';

/**
 * A verdict is due when its run ends, and is asked for with all others that end with it: when nothing of the turn runs any more, or when an
 * audit keeps others waiting and no further audit is to come. Until then nobody is asked, and no clock runs (S1).
 */
export function wantVerdicts(deciding: Deciding): void {
  const { state } = deciding.draft;
  const due = state.questions.filter((question) => isDue(state, question));
  if (due.length > 0 && !isClosed(state) && isTime(state, due)) putToAdmins(deciding, due);
}

/** Asked of nobody yet: what people were asked for has a clock. */
function isDue(state: Tested & Questioned, question: Question): boolean {
  return question.kind === 'verdict' && question.state === 'open' && clockOf(state, question) === undefined;
}

function isTime({ jobs }: Tested, due: readonly Question[]): boolean {
  // What people do by hand takes its time: nobody else is to wait for it.
  const live = jobs.some((job) => (liveRun(job)?.executor ?? 'manual') !== 'manual');
  return !live || (due.some(({ step }) => holdsOthers(jobs, step)) && !jobs.some((job) => isAuditToCome(jobs, job)));
}

function holdsOthers(jobs: Job[], step: string | undefined): boolean {
  const job = jobs.find((one) => one.step === step);
  return job?.ask.role === 'audit' && dependants(jobs, job.step).some(({ state }) => state === 'waiting');
}

/** An audit that others wait for, and that runs or will run without anybody's answer. */
function isAuditToCome(jobs: Job[], job: Job): boolean {
  if (job.ask.role !== 'audit' || dependants(jobs, job.step).every(({ state }) => state !== 'waiting')) return false;
  return job.state === 'running' || (job.state === 'waiting' && !jobs.some((other) => isStuck(other) && needs(jobs, job, other)));
}

/** What needs it waits for a person. */
function isStuck(job: Job): boolean {
  return job.state === 'invalid_data_found' || (job.state === 'awaiting_verdict' && !hasPassed(job));
}

function needs(jobs: Job[], job: Job, other: Job): boolean {
  return dependants(jobs, other.step).some(({ step }) => step === job.step);
}

/** One mail, one code, one page, one clock for all of them; one alone is asked for as itself. */
export function putToAdmins(deciding: Deciding, due: readonly Question[]): void {
  const { draft } = deciding;
  const [first] = due;
  if (first === undefined) return;
  const ids = due.map(({ id }) => id);
  const together = due.length === 1 ? undefined : askAbout(deciding, 'verdicts', { covers: ids });
  const runs = due.filter((question) => clockOf(draft.state, question) === undefined).flatMap((question) => runOf(draft.state, question));
  const [run] = runs;
  if (run !== undefined) startClock(deciding, verdictClock(run), 'verdict', runs);
  draft.record({ fact: 'verdicts_wanted', questions: ids, ...(together === undefined ? {} : { together }) });
}

function runOf({ jobs }: Tested, { step }: Question): string[] {
  const job = jobs.find((one) => one.step === step);
  const run = job === undefined ? undefined : lastRun(job);
  return run === undefined ? [] : [promiseOf(run)];
}

/** What is answered by now is promised no more; a clock of several runs on while one verdict is still owed. */
export function stopVerdictClocks(deciding: Deciding, how: 'answered' | 'dropped'): void {
  const { state } = deciding.draft;
  const owed = new Set(state.questions.filter((one) => one.state === 'open').map((one) => clockOf(state, one)?.id));
  stopClocks(deciding, ({ id, kind }) => kind === 'verdict' && id.startsWith(verdictClock('')) && !owed.has(id), how);
}
