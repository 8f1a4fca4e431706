import { loadBackend } from '#contexts/backends/app/backends.ts';
import { loadSlots, loadSlotsOf, takeSlots, type WantedSlots } from '#contexts/backends/app/slots.ts';
import { loadStatistics } from '#contexts/backends/app/statistics.ts';
import { pick } from '#contexts/backends/domain/pick.ts';
import type { PoolRules } from '#contexts/backends/domain/pool-rules.ts';
import { room } from '#contexts/backends/domain/slots.ts';
import { usualLength } from '#contexts/backends/domain/statistics.ts';
import { whyBlocked } from '#contexts/backends/domain/state.ts';
import type { Waiting } from '#contexts/backends/domain/waiting.ts';
import { storedJobs } from '#products/pipelines/app/stored-jobs.ts';
import { waitingJobs } from '#products/pipelines/app/waiting-jobs.ts';
import { mayStart, pausing, type JobState, type Pause } from '#products/pipelines/domain/job/state.ts';
import { usualLengthOf } from '#products/pipelines/domain/outcome.ts';
import { headId, outcomeId, slotKey } from '#products/pipelines/domain/places.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import { change } from '#kernel/app/handle.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import { SECOND, type Instant } from '#kernel/time.ts';

const by = { kind: 'system', part: 'queue' } as const;

/** Rounds of one offer: what they leave, the end of what they started offers again. */
const ROUNDS = 5;

/** B3, B7. Starts what waits for this backend and has room there now. Gives how many were started. */
export async function startJobs(house: JobHouse, slug: string): Promise<number> {
  let started = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { starts, rules } = await pickJobs(house, slug);
    let now = 0;
    for (const job of starts) if (rules !== undefined && (await startAlone(house, rules, job))) now += 1;
    started += now;
    if (now === 0) return started;
  }
  return started;
}

/** Those that would be started now. Reads a few of those that wait, however many there are, and none where there is no room. */
export async function pickJobs(house: JobHouse, slug: string): Promise<{ starts: JobState[]; rules?: PoolRules }> {
  const { state: backend } = await loadBackend(house.store, slug);
  const rules = house.sharing(backend);
  if (rules === undefined || backend.lease !== undefined) return { starts: [] };
  const { slots } = await loadSlotsOf(house.store, backend);
  const free = [...room(slots, rules.pools)].flatMap(([pool, { free: count }]) => (count > 0 ? [pool] : []));
  const open = [true, false].filter((usesDatabase) => whyBlocked(backend, usesDatabase) === undefined);
  const queues = free.flatMap((pool) => open.map((usesDatabase) => ({ backend: slug, pool, usesDatabase })));
  const now = await house.store.now();
  const jobs = new Map<string, JobState>();
  for (const queue of queues) for (const { id, state } of await waitingJobs(house, queue, now)) jobs.set(id, state);
  const { starts } = pick(
    [...jobs.values()].map((job) => asWaiting(job, now)),
    { ...backend, slots },
    rules,
    now,
  );
  return { starts: starts.flatMap(({ id }) => jobs.get(id) ?? []), rules };
}

/** B3. As it is judged whether it starts, and told why not. */
export function asWaiting(job: JobState, now: Instant): Waiting {
  const { id, workspace, action, createdAt: since, spec } = job;
  const { pool, weight, usesDatabase } = spec;
  const isRerun = job.state === 'waiting' && job.after !== undefined;
  const pause = pausing(job, now);
  const backoff = pause && { since: job.updatedAt, why: whyPausing(pause, now) };
  return { id, key: slotKey(workspace, action), pool, weight, workspace, since, isRerun, usesDatabase, ...(backoff && { backoff }) };
}

function whyPausing({ until, why }: Pause, now: Instant): string {
  return `its last attempt could not be started: ${why}. The next one starts in ${Math.ceil((until - now) / SECOND)} s`;
}

/** B3. One that cannot be started does not keep the others from it. */
async function startAlone(house: JobHouse, rules: PoolRules, job: JobState): Promise<boolean> {
  try {
    return await startJob(house, rules, job.id, await lengthOf(house, job));
  } catch (error) {
    house.kernel.log('ERROR', 'a job cannot be started', { job: job.id, cause: String(error).slice(0, 300) });
    return false;
  }
}

/** B2. As long as this action took in this workspace there; else as long as actions take on this backend. It is told and decides nothing, so it is read beside the transaction. */
async function lengthOf({ store, kernel }: JobHouse, { backend, workspace, action }: JobState): Promise<WantedSlots['length']> {
  const known = await store.get({ collection: 'outcomes', parent: headId(backend, workspace), id: outcomeId(kernel.hash, action) });
  const own = known && usualLengthOf(known);
  if (own !== undefined) return { takes: own, from: 'itself' };
  const any = usualLength(await loadStatistics(store, backend), 'action');
  return any === undefined ? undefined : { takes: any, from: 'backend' };
}

/** The job and its slots in one transaction, in which flags, lease and room are looked at once more. */
async function startJob({ kernel }: JobHouse, rules: PoolRules, id: string, length: WantedSlots['length']): Promise<boolean> {
  let unheard: OutboxEntry[] = [];
  const isStarted = await kernel.store.transact(async (tx) => {
    unheard = [];
    const job = await storedJobs.load(tx, id);
    if (job === undefined || !mayStart(job.state) || pausing(job.state, tx.now()) !== undefined) return false;
    const open = await loadSlots(tx, job.state.backend);
    const { key, pool, weight, workspace, usesDatabase } = asWaiting(job.state, tx.now());
    const taken = takeSlots(tx, open, rules, { holder: id, key, pool, weight, workspace, usesDatabase, length });
    if ('refused' in taken) return false;
    const attempt = job.state.attempts + 1;
    const done = change(kernel, tx, storedJobs, job, { id: `start:${attempt}`, at: tx.now(), by, command: 'start', attempt });
    if (done.outcome !== 'saved') throw new Error(`it is not started: ${done.outcome}`);
    unheard = done.effects;
    return true;
  });
  await dispatchLoose(kernel, unheard);
  return isStarted;
}
