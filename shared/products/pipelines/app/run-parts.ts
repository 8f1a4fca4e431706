import { loadPlan, withPages } from '#contexts/plans/app/stored-plans.ts';
import type { PlannedStep } from '#contexts/plans/domain/page.ts';
import { planOf } from '#products/pipelines/domain/job/names.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';

export type Reading = Pick<JobHouse, 'store'>;

/** Jobs that are read at once. */
const AT_ONCE = 500;

/** A run as its plan and its jobs have it. */
export interface RunParts {
  /** In the file’s order. */
  steps: readonly PlannedStep[];
  /** By id: those that it has made so far. */
  jobs: ReadonlyMap<string, JobState>;
}

export async function readParts(reading: Reading, run: string): Promise<RunParts> {
  const [steps, jobs] = await Promise.all([stepsOf(reading, run), jobsOf(reading, run)]);
  return { steps, jobs };
}

async function stepsOf({ store }: Reading, run: string): Promise<PlannedStep[]> {
  const plan = await loadPlan(store, planOf(run));
  if (plan === undefined) return [];
  const pages = plan.state.pages.map((_, n) => n);
  const { loaded } = (await withPages(store, plan, pages)).state;
  return pages.flatMap((n) => loaded.get(n)?.steps ?? []);
}

async function jobsOf({ store }: Reading, run: string): Promise<Map<string, JobState>> {
  const found = new Map<string, JobState>();
  let after: { value: number; id: string } | undefined;
  for (;;) {
    const page = await store.query({ index: 'jobsOfRun', equal: { run }, limit: AT_ONCE, ...(after === undefined ? {} : { after }) });
    for (const { document } of page) found.set(document.id, document.state);
    const last = page.at(-1);
    if (last === undefined || page.length < AT_ONCE) return found;
    after = { value: last.document.createdAt, id: last.ref.id };
  }
}
