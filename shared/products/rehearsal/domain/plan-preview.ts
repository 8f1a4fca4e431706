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

/** Q5. What would become of one job if the request were accepted now. */
export type Planned = { step: string; name: string } & (
  | { plan: 'run'; /** Steps that must have passed before. */ after: string[] }
  | { plan: 'reuse'; run: string; endedAt: Instant; /** Where it ran, when that is another request. */ from?: string; why: string }
  | { plan: 'blocked'; because: string }
);

/** A job that comes to nothing takes what builds on it along. */
export function planPreview(
  state: Identified & Requested & Authored & Gated & Tested & Allocated & Lifecycle,
  backend?: Flagged,
  rules?: PlaceRules,
): Planned[] {
  const general = blockOf(state, backend);
  const reused = new Map(reusable(state).map((one) => [one.step, one]));
  return state.jobs.map((job) => {
    const about = { step: job.step, name: nameOfJob(job, state.submission) };
    const own = lastRun(job);
    const earlier = reused.get(job.step);
    if (job.state === 'approved' && own?.state === 'done')
      return { ...about, plan: 'reuse', run: own.id, endedAt: own.endedAt, why: 'it is approved at this commit' };
    if (job.state === 'awaiting_verdict' && own?.state === 'done')
      return { ...about, plan: 'reuse', run: own.id, endedAt: own.endedAt, why: 'it ran at this commit and waits for its verdict' };
    const notHere = rules === undefined ? undefined : whyNotHere(rules, job.ask.name, state.backend);
    if (notHere !== undefined) return { ...about, plan: 'blocked', because: notHere };
    if (general !== undefined) return { ...about, plan: 'blocked', because: general };
    if (job.state === 'rejected' || job.state === 'cancelled') return { ...about, plan: 'blocked', because: 'it was cancelled' };
    if (job.state === 'on_hold')
      return { ...about, plan: 'blocked', because: `nobody has decided yet what happens to the data that ${job.audit} found` };
    const [awaited] = wordsAwaited(state.jobs, job);
    if (awaited !== undefined)
      return { ...about, plan: 'blocked', because: `the contributor’s word on ${nameOfJob(awaited, state.submission)} is awaited` };
    if (earlier !== undefined)
      return {
        ...about,
        plan: 'reuse',
        run: earlier.run.id,
        endedAt: earlier.run.endedAt,
        why: earlier.why,
        ...(earlier.requestId === state.id ? {} : { from: earlier.requestId }),
      };
    return { ...about, plan: 'run', after: job.ask.needs.filter((need) => !isOver(state.jobs, need)) };
  });
}

function isOver(jobs: readonly Job[], step: string): boolean {
  return jobs.some((job) => job.step === step && job.state === 'approved');
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
  return startJobs(jobs).map(({ step, ask }) => ({ step, name: ask.name, plan: 'run', after: ask.needs }));
}
