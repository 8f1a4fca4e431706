import { goOnWithPlan } from '#contexts/plans/app/go-on.ts';
import { endRun, runPlans } from '#products/pipelines/app/run-plans.ts';
import { planOf } from '#products/pipelines/domain/job/names.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';
import { sweepGrace } from '#kernel/outbox.ts';

const MOST = 50;

/** B6. Steps of runs that may begin on this backend, and that nobody has begun. Gives of how many plans. */
export async function beginForgotten(house: JobHouse, slug: string): Promise<number> {
  const to = (await house.store.now()) - sweepGrace(house.kernel);
  const found = await house.store.query({ index: 'plansReady', equal: { readyOn: slug }, limit: MOST, to });
  const ours = found.filter(({ document }) => document.state.owner.kind === 'run');
  for (const { ref } of ours) await goOnWithPlan(house.kernel, { run: runPlans(house) }, ref.id);
  return ours.length;
}

/** B6. Runs whose plans have ended, and that have not heard of it: the oldest of those that are open. Gives how many. */
export async function endForgotten(house: JobHouse): Promise<number> {
  const to = (await house.store.now()) - sweepGrace(house.kernel);
  const found = await house.store.query({ index: 'runsOpen', equal: { open: true }, limit: MOST, to });
  let ended = 0;
  for (const { ref } of found) {
    const plan = await house.store.get({ collection: 'plans', id: planOf(ref.id) });
    const end = plan?.state.ended;
    if (plan === undefined || end === undefined || end.at > to) continue;
    await endRun(house, plan.state, end.end);
    ended += 1;
  }
  return ended;
}
