import { firstOf, type Invariant, type Stage } from '../invariant.ts';
import { happenedTo, perTown, type Happened } from './happened.ts';

/** Jobs that were interrupted, and have neither started again nor ended since. */
const waiting = perTown(() => new Set<string>());

export const interrupted: Invariant = {
  name: 'what was interrupted runs again',
  promise:
    'An action that maintenance or a drain has stopped starts again by itself, unless it was cancelled or had succeeded before it was stopped; maintenance stops none that does not use the database (B2, R10).',
  afterCommit: ({ committed }, stage) => firstOf(happenedTo(committed), (one) => noted(one, stage)),
  atEnd: ({ town }) => firstOf(waiting(town), (job) => `${job} was interrupted and forgotten`),
};

const ends: ReadonlySet<string> = new Set(['attempt_started', 'job_cancelled', 'job_succeeded']);

function noted({ job, fact }: Happened, { town }: Stage): string | undefined {
  if (ends.has(fact.fact)) waiting(town).delete(job);
  if (fact.fact !== 'job_waits_again' || fact.after === 'loss') return undefined;
  waiting(town).add(job);
  town.seen(fact.after === 'drain' ? 'a drain stopped an action' : 'maintenance stopped an action');
  const isOfDatabase = town.pipelines.jobs.get(job)?.state.spec.usesDatabase === true;
  return fact.after === 'maintenance' && !isOfDatabase
    ? `${job} was stopped for maintenance of a database that it does not use`
    : undefined;
}
