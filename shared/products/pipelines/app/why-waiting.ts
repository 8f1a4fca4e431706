import { loadSlotsOf } from '#contexts/backends/app/slots.ts';
import { pick } from '#contexts/backends/domain/pick.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import type { Waiting } from '#contexts/backends/domain/waiting.ts';
import type { PlannedStep } from '#contexts/plans/domain/page.ts';
import { awaiting, type Reason } from '#contexts/plans/domain/ready.ts';
import { isMet } from '#contexts/plans/domain/step.ts';
import type { RunParts } from '#products/pipelines/app/run-parts.ts';
import { asWaiting } from '#products/pipelines/app/start-jobs.ts';
import { waitingJobs } from '#products/pipelines/app/waiting-jobs.ts';
import { mayStart, type JobState } from '#products/pipelines/domain/job/state.ts';
import { queueName, type Queue } from '#products/pipelines/domain/places.ts';
import type { StepInput } from '#products/pipelines/domain/run/prepared.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';

/** Of a run, those that are asked about, and whatever they need. */
interface Asked {
  steps: readonly PlannedStep[];
  /** By its number. */
  at: (number: number) => PlannedStep | undefined;
  jobs: readonly JobState[];
}

/** B3. Why each action of a run waits, by the id of its job: judged whenever it is asked, kept nowhere. What may start now, or runs, has no reason. */
export async function whyWaiting(house: JobHouse, { steps, jobs }: RunParts, backend: BackendState): Promise<ReadonlyMap<string, Reason>> {
  return whyTheseWait(house, { steps, at: (number) => steps[number], jobs: [...jobs.values()] }, backend);
}

/** The same of some of them. */
export async function whyTheseWait(
  house: JobHouse,
  { steps, at, jobs }: Asked,
  backend: BackendState,
): Promise<ReadonlyMap<string, Reason>> {
  const waiting = jobs.filter(({ state }) => state === 'waiting');
  const needing = steps.flatMap((step): [string, Reason][] =>
    step.state === 'waiting' ? [[(step.input as StepInput).job, needs(step, at)]] : [],
  );
  const stopping = waiting.flatMap((job): [string, Reason][] => (mayStart(job) ? [] : [[job.id, stops(job)]]));
  return new Map([...needing, ...stopping, ...(await kept(house, waiting.filter(mayStart), backend))]);
}

/** Numbers of steps are those of their places: a run’s plan has one group. */
function needs(step: PlannedStep, at: Asked['at']): Reason {
  const open = step.needs.flatMap((n) => at(n) ?? []).filter(({ state }) => !isMet(state));
  return { ...awaiting(open.map(({ name }) => name)), since: step.since };
}

/** It starts again once nothing of its last attempt can be left. */
function stops({ attempt, updatedAt }: JobState): Reason {
  const { stopping } = attempt ?? {};
  const asked = { lost: 'it was lost', cancelled: 'it was cancelled', maintenance: 'of the maintenance', drain: 'of the drain' };
  const why = `its last attempt has to end first; it is stopped because ${stopping === undefined ? 'nobody waits for it' : asked[stopping.why]}`;
  return { code: 'same_action', why, since: stopping?.at ?? updatedAt, who: 'time' };
}

/** As whoever starts jobs would be told, who looks at the first of each queue, too. */
async function kept(house: JobHouse, own: readonly JobState[], backend: BackendState): Promise<[string, Reason][]> {
  const rules = house.sharing(backend);
  if (rules === undefined) return own.map(({ id, createdAt }) => [id, nowhere(backend.slug, createdAt)]);
  const queues = new Map(own.map((job) => [queueName(queueOf(job)), queueOf(job)]));
  const now = await house.store.now();
  const all = new Map<string, Waiting>();
  for (const queue of queues.values())
    for (const { state } of await waitingJobs(house, queue, now)) all.set(state.id, asWaiting(state, now));
  for (const job of own) all.set(job.id, asWaiting(job, now));
  if (all.size === 0) return [];
  const { slots } = await loadSlotsOf(house.store, backend);
  const { waits } = pick([...all.values()], { ...backend, slots }, rules, now);
  return own.flatMap(({ id }): [string, Reason][] => {
    const wait = waits.get(id);
    return wait === undefined ? [] : [[id, wait]];
  });
}

function queueOf({ backend, spec: { pool, usesDatabase } }: JobState): Queue {
  return { backend, pool, usesDatabase };
}

function nowhere(slug: string, since: number): Reason {
  return { code: 'never_here', why: `nothing runs pipelines on ${slug}`, since, who: 'settings' };
}
