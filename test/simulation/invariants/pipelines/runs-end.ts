import { planOf } from '#products/pipelines/domain/job/names.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import { isOver } from '#products/pipelines/domain/job/state.ts';
import { firstOf, type Invariant, type Stage } from '../invariant.ts';

export const runsEnd: Invariant = {
  name: 'every run ends',
  promise:
    'When all is over each run and its plan have ended, every one of its actions is over, and the run has succeeded only if all its actions did (O1, K2).',
  atEnd: (stage) => firstOf(stage.town.pipelines.runs.values(), ({ state }) => unended(state, stage)),
};

function unended({ id, ended, steps, cancelled }: RunState, { town: { pipelines } }: Stage): string | undefined {
  if (ended === undefined) return `run ${id} has no end`;
  if (pipelines.plans.get(planOf(id))?.state.ended === undefined) return `the plan of run ${id} has no end`;
  const jobs = [...pipelines.jobs.values()].filter(({ run }) => run === id);
  const open = jobs.find(({ state }) => !isOver(state));
  const held = jobs.find(({ state }) => state.attempt !== undefined);
  if (held !== undefined) return `something of ${held.state.action} of run ${id} is still said to be on its backend`;
  if (open !== undefined) return `${open.state.action} of run ${id}, which has ended, is ${open.state.state}`;
  const counted = Object.values(ended.counts).reduce((sum, count) => sum + count, 0);
  if (counted !== steps.run + steps.joined + steps.reused) return `run ${id} has other actions in the end than it was made of`;
  const isGood = (ended.counts.succeeded ?? 0) + (ended.counts.skipped ?? 0) === counted;
  // A cancel may come when all was done, and is what is told then.
  const isTrue = ended.end === 'succeeded' ? isGood : !isGood || (ended.end === 'cancelled' && cancelled !== undefined);
  return isTrue ? undefined : `run ${id} has ${ended.end} with ${JSON.stringify(ended.counts)}`;
}
