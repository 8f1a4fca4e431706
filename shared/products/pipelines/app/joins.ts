import { placesByName } from '#contexts/plans/app/plans.ts';
import { loadPlan, storedPlans, withPages } from '#contexts/plans/app/stored-plans.ts';
import type { EndState } from '#contexts/plans/domain/step.ts';
import { isOver } from '#contexts/plans/domain/step.ts';
import { stepAt } from '#contexts/plans/domain/state.ts';
import { planOf } from '#products/pipelines/domain/job/names.ts';
import * as jobs from '#products/pipelines/domain/job/state.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';
import type { JoinDocument } from '#products/pipelines/stored/runs.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import { change } from '#kernel/app/handle.ts';
import type { OutboxEntry } from '#kernel/effect.ts';

const by = { kind: 'system', part: 'pipelines' };
const MOST = 100;

type JoinEnd = 'succeeded' | 'failed' | 'cancelled';

/** Ends the steps that waited for this job. */
export async function tellJoinsOfJob(house: JobHouse, job: string, end: JoinEnd): Promise<void> {
  for (;;) {
    const found = await house.store.query({ index: 'joinsOfJob', equal: { job, open: true }, limit: MOST });
    for (const { document } of found) await endJoin(house, document, end);
    if (found.length < MOST) return;
  }
}

/** Ends the steps that wait for what of this run has ended without ever having had a job. Gives how many. */
export async function tellJoinsOfRun(house: JobHouse, ofRun: string): Promise<number> {
  let told = 0;
  let after: { value: number; id: string } | undefined;
  for (;;) {
    const found = await house.store.query({
      index: 'joinsOfRun',
      equal: { ofRun, open: true },
      limit: MOST,
      ...(after === undefined ? {} : { after }),
    });
    for (const { document } of found) if (await tellIfOver(house, document)) told += 1;
    const last = found.at(-1);
    if (last === undefined || found.length < MOST) return told;
    after = { value: last.document.createdAt, id: last.ref.id };
  }
}

/** Whether what it waits for was over. */
export async function tellIfOver(house: JobHouse, join: JoinDocument): Promise<boolean> {
  const end = await endOfJoined(house, join);
  if (end !== undefined) await endJoin(house, join, end);
  return end !== undefined;
}

async function endOfJoined({ store }: JobHouse, { job: id, ofRun, action }: JoinDocument): Promise<JoinEnd | undefined> {
  const job = await store.get({ collection: 'jobs', id });
  if (job !== undefined) return jobs.isOver(job.state) ? job.state.state : undefined;
  const plan = await loadPlan(store, planOf(ofRun));
  const place = plan && (await placesByName(store, plan, [action])).get(action);
  if (plan === undefined || place === undefined) return 'failed';
  const state = stepAt((await withPages(store, plan, [place.page])).state, place)?.state;
  return state === undefined || !isOver(state) ? undefined : ends[state];
}

const ends: Readonly<Record<EndState, JoinEnd>> = {
  succeeded: 'succeeded',
  skipped: 'succeeded',
  failed: 'failed',
  dependency_failed: 'failed',
  cancelled: 'cancelled',
};

/** The step and the wait in one transaction. */
export async function endJoin({ kernel }: JobHouse, { id, run, place }: JoinDocument, end: JoinEnd): Promise<void> {
  let unheard: OutboxEntry[] = [];
  await kernel.store.transact(async (tx) => {
    unheard = [];
    const join = await tx.get({ collection: 'joins', id });
    const plan = await loadPlan(tx, planOf(run), [place.page]);
    if (join?.open !== true || plan === undefined) return;
    tx.set({ collection: 'joins', id }, { ...join, open: false });
    const command = { id: `join:${id}:${end}`, at: tx.now(), by, command: 'end_step', place, state: end } as const;
    const done = change(kernel, tx, storedPlans, plan, command);
    if (done.outcome === 'saved') unheard = done.effects;
  });
  await dispatchLoose(kernel, unheard);
}
