import { readPlanPage } from '#contexts/plans/app/read.ts';
import { planOf } from '#products/pipelines/domain/job/names.ts';
import type { JoinDocument } from '#products/pipelines/stored/runs.ts';
import { firstOf, type Invariant, type Stage } from '../invariant.ts';

export const joined: Invariant = {
  name: 'what joined ends as that ends',
  promise:
    'An action that waits for the same one of another run ends when that one ends, and as it does, unless it is cancelled by itself (K5).',
  async atEnd(stage) {
    const { joins } = stage.town.pipelines;
    const ends = await Promise.all([...joins.values()].map((join) => otherwise(join, stage)));
    return firstOf(ends, (problem) => problem);
  },
};

async function otherwise({ id, run, job, action, place, open }: JoinDocument, { town }: Stage): Promise<string | undefined> {
  if (open) return `${action} of ${run} still waits for ${job}`;
  const page = await readPlanPage(town.store, planOf(run), place.page);
  const own = page?.steps.find(({ name }) => name === action)?.state;
  const other = town.pipelines.jobs.get(job)?.state.state ?? 'failed';
  return own === other || own === 'cancelled' || (other === 'cancelled' && own === 'failed')
    ? undefined
    : `${action} of ${run} (${id}) is ${own}, and ${job}, which it joined, is ${other}`;
}
