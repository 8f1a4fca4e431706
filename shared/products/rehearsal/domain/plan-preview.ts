import { preview, type Preview } from '#contexts/plans/domain/preview.ts';
import { planOfJobs, type JobStep } from '#contexts/plans/domain/job/plan.ts';
import type { Planned } from '#contexts/plans/domain/job/planned.ts';
import { jobStepOf, planOf } from '#products/rehearsal/domain/plan.ts';
import { whyBlocked, type Flagged } from '#contexts/backends/domain/state.ts';
import { lastRun, startJobs, type Job } from '#contexts/plans/domain/job/state.ts';
import { wordsAwaited } from '#contexts/plans/domain/job/word.ts';
import { whyNotHere, type PlaceRules } from '#contexts/plans/domain/job/where.ts';
import type { Submission } from '#contexts/intake/domain/submission.ts';
import type { Instant } from '#kernel/time.ts';
import { reusable } from '#products/rehearsal/domain/earlier.ts';
import { nameOfJob } from '#contexts/plans/domain/job/by-hand.ts';
import { isClosed, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { isOpenGate } from '#contexts/gates/domain/open-gates.ts';

/** A job that comes to nothing takes what builds on it along. */
export function planPreview(
  state: Identified & Requested & Authored & Gated & Tested & Allocated & Lifecycle,
  backend?: Flagged,
  rules?: PlaceRules,
): Planned[] {
  const earlier = new Map(reusable(state).map((one) => [one.step, one]));
  const previews = preview(planOf(state).flatMap(jobStepOf), {
    kept: ({ job }) => keptOf(job),
    neverHere: ({ job }) => (rules === undefined ? undefined : whyNotHere(rules, job.ask.name, state.backend)),
    general: blockOf(state, backend),
    own: ({ job }) => blockOfJob(state, job),
    earlier({ job }) {
      const one = earlier.get(job.step);
      if (one === undefined) return undefined;
      const from = one.requestId === state.id ? {} : { from: one.requestId };
      return { run: one.run.id, endedAt: one.run.endedAt, why: one.why, ...from };
    },
    done: ({ job }) => job.state === 'approved',
  });
  return named(previews, (job) => nameOfJob(job, state.submission), state.jobs);
}

/** What is taken, and why. */
interface Reused {
  run: string;
  endedAt: Instant;
  why: string;
  from?: string;
}

function keptOf(job: Job): Reused | undefined {
  const own = lastRun(job);
  if (own?.state !== 'done') return undefined;
  const { id: run, endedAt } = own;
  if (job.state === 'approved') return { run, endedAt, why: 'it is approved at this commit' };
  return job.state === 'awaiting_verdict' ? { run, endedAt, why: 'it ran at this commit and waits for its verdict' } : undefined;
}

function blockOfJob({ jobs, submission }: Requested & Tested, job: Job): string | undefined {
  if (job.state === 'rejected' || job.state === 'cancelled') return 'it was cancelled';
  if (job.state === 'on_hold') return `nobody has decided yet what happens to the data that ${job.audit} found`;
  const [awaited] = wordsAwaited(jobs, job);
  return awaited === undefined ? undefined : `the contributor’s word on ${nameOfJob(awaited, submission)} is awaited`;
}

/** As its readers know it. */
function named(previews: readonly Preview<Reused>[], nameOf: (job: Job) => string, jobs: readonly Job[]): Planned[] {
  return previews.flatMap((one, at): Planned[] => {
    const job = jobs[at];
    if (job === undefined) return [];
    const about = { step: job.step, name: nameOf(job) };
    if (one.plan === 'reuse') return [{ ...about, plan: 'reuse', ...one.earlier }];
    return [one.plan === 'run' ? { ...about, plan: 'run', after: one.after } : { ...about, plan: 'blocked', because: one.because }];
  });
}

function blockOf(state: Gated & Allocated & Lifecycle, backend: Flagged | undefined): string | undefined {
  if (isClosed(state)) return 'the request is over';
  if (state.status === 'waiting_for_confirmation') return 'the address is not confirmed yet';
  const [gate] = state.gates.filter((one) => isOpenGate(one, state.waivers));
  if (gate !== undefined) return gate.why === '' ? `the gate ${gate.gate} has not passed` : gate.why;
  if (state.gates.length === 0) return 'its gates have not been checked yet';
  const blocked = backend && whyBlocked(backend);
  if (blocked !== undefined) return `${state.backend} is ${blocked.label}: ${blocked.why}`;
  return undefined;
}

/** The same before anything was sent: gates are not known yet, so that what is said is the order. */
export function planOfSubmission({ jobs }: Pick<Submission, 'jobs'>): Planned[] {
  const started = startJobs(jobs);
  return named(preview<JobStep, Reused>(planOfJobs(started), { kept: () => undefined }), ({ ask }) => ask.name, started);
}
