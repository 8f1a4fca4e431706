import { firstOf, type Invariant, type Stage } from '../invariant.ts';
import { happenedTo, type Happened } from './happened.ts';

export const needs: Invariant = {
  name: 'an action waits for what it needs',
  promise: 'No action starts before all that it needs has succeeded, in its own run or in the one that it has joined (O3, K2).',
  afterCommit: ({ committed }, stage) => firstOf(happenedTo(committed), (one) => tooEarly(one, stage)),
};

function tooEarly({ job: id, fact }: Happened, { town: { pipelines } }: Stage): string | undefined {
  const job = pipelines.jobs.get(id)?.state;
  if (fact.fact !== 'attempt_started' || job === undefined) return undefined;
  return firstOf(job.spec.needs, (need) => {
    const own = [...pipelines.jobs.values()].find(({ run, state }) => run === job.run && state.action === need);
    const join = [...pipelines.joins.values()].find(({ run, action }) => run === job.run && action === need);
    const other = own ?? pipelines.jobs.get(join?.job ?? '');
    // Of neither, it was taken as it had succeeded before.
    const isThere = join === undefined && own === undefined ? true : other?.state.state === 'succeeded';
    return isThere ? undefined : `${job.action} of ${job.run} started, and ${need} is ${other?.state.state ?? 'not there'}`;
  });
}
