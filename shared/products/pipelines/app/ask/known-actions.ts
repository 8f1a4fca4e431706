import { loadPlan, withPages } from '#contexts/plans/app/stored-plans.ts';
import { isOver as isStepOver } from '#contexts/plans/domain/step.ts';
import type { KnownAction } from '#products/pipelines/domain/ask/known.ts';
import { planOf } from '#products/pipelines/domain/job/names.ts';
import { isOver } from '#products/pipelines/domain/job/state.ts';
import { outcomeOf, type Outcome } from '#products/pipelines/domain/outcome.ts';
import { headId, outcomeId } from '#products/pipelines/domain/places.ts';
import type { StepInput } from '#products/pipelines/domain/run/prepared.ts';
import type { RunHouse } from '#products/pipelines/ports/runs.ts';

/** Runs of one workspace on one backend that may be open at once and are looked at. */
const MOST_OPEN = 200;

/** K2. What is known of these actions of a workspace on a backend: how they ended last, and which of them wait or are at work. */
export async function knownActions(
  house: RunHouse,
  { backend, workspace }: { backend: string; workspace: string },
  names: readonly string[],
): Promise<ReadonlyMap<string, KnownAction>> {
  const head = headId(backend, workspace);
  const open = await openJobs(house, head);
  const known = await Promise.all(names.map(async (name) => [name, await knownAction(house, head, name, open.get(name))] as const));
  return new Map(known);
}

interface OpenJob {
  job: string;
  run: string;
}

async function knownAction({ store, kernel }: RunHouse, head: string, name: string, open: OpenJob | undefined): Promise<KnownAction> {
  const outcomes = await store.get({ collection: 'outcomes', parent: head, id: outcomeId(kernel.hash, name) });
  const ended = outcomes?.counted;
  const job = open && (await store.get({ collection: 'jobs', id: open.job }))?.state;
  // What is over already may not have been settled yet.
  if (job !== undefined && isOver(job)) return newestOf(job.state === 'cancelled' ? ended : outcomeOf(job));
  return { ...(open === undefined ? {} : { active: open }), ...newestOf(ended) };
}

function newestOf(outcome: Outcome | undefined): KnownAction {
  if (outcome === undefined) return {};
  const { job, run, commit, definition, state, completedAt } = outcome;
  return { newest: { job, run, commit, succeeded: state === 'succeeded', definition, endedAt: completedAt } };
}

/** By action: jobs of open runs whose steps are not over. */
async function openJobs({ store }: RunHouse, head: string): Promise<Map<string, OpenJob>> {
  const runs = await store.query({ index: 'runsOpenOfHead', equal: { head, open: true }, limit: MOST_OPEN });
  const found = new Map<string, OpenJob>();
  for (const { document } of runs) {
    const plan = await loadPlan(store, planOf(document.id));
    if (plan === undefined) continue;
    const pages = plan.state.pages.map((_, n) => n);
    const { loaded } = (await withPages(store, plan, pages)).state;
    for (const step of pages.flatMap((n) => loaded.get(n)?.steps ?? []))
      if (step.program === 'action' && !isStepOver(step.state))
        found.set(step.name, { job: (step.input as StepInput).job, run: document.id });
  }
  return found;
}
