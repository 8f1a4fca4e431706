import { loadPlan, storedPlans } from '#contexts/plans/app/stored-plans.ts';
import { tellJoinsOfJob } from '#products/pipelines/app/joins.ts';
import { planOf } from '#products/pipelines/domain/job/names.ts';
import { isOver, type JobState } from '#products/pipelines/domain/job/state.ts';
import { outcomeOf, withOutcome } from '#products/pipelines/domain/outcome.ts';
import { headId, outcomeId } from '#products/pipelines/domain/places.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import { change } from '#kernel/app/handle.ts';
import type { OutboxEntry } from '#kernel/effect.ts';

const by = { kind: 'system', part: 'pipelines' };

type Over = Extract<JobState, { completedAt: number }>;

/** A job is over: its step ends, its outcome is the workspace’s newest, and what joined it ends as it did. Done twice, it changes nothing. */
export async function settleJob(house: JobHouse, job: JobState): Promise<void> {
  if (!isOver(job)) return;
  await endStepOf(house, job);
  await tellJoinsOfJob(house, job.id, job.state);
}

async function endStepOf({ kernel }: JobHouse, job: Over): Promise<void> {
  let unheard: OutboxEntry[] = [];
  const { id, run, place, backend, workspace, action, state } = job;
  const outcomes = { collection: 'outcomes', parent: headId(backend, workspace), id: outcomeId(kernel.hash, action) } as const;
  await kernel.store.transact(async (tx) => {
    unheard = [];
    const plan = await loadPlan(tx, planOf(run), [place.page]);
    const known = await tx.get(outcomes);
    const after = withOutcome(known, outcomeOf(job));
    if (known?.newest.job !== id) tx.set(outcomes, { action, ...after });
    if (plan === undefined) return;
    const command = { id: `settle:${id}`, at: tx.now(), by, command: 'end_step', place, state } as const;
    const done = change(kernel, tx, storedPlans, plan, command);
    if (done.outcome === 'saved') unheard = done.effects;
  });
  await dispatchLoose(kernel, unheard);
}
