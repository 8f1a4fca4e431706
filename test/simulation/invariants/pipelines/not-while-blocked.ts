import { firstOf, type Invariant, type Stage } from '../invariant.ts';
import { happenedTo, type Happened } from './happened.ts';

export const notWhileBlocked: Invariant = {
  name: 'no action starts against a flag',
  promise:
    'While a backend is paused or drained no action starts there, and while it is in maintenance none that uses the database (B1, B2).',
  afterCommit: ({ committed }, stage) => firstOf(happenedTo(committed), (one) => startsBlocked(one, stage)),
};

function startsBlocked({ job: id, fact }: Happened, { town }: Stage): string | undefined {
  const job = town.pipelines.jobs.get(id)?.state;
  if (fact.fact !== 'attempt_started' || job === undefined) return undefined;
  const flags = town.pipelines.backends.get(job.backend)?.state.flags ?? {};
  const isInMaintenance = flags.maintenance !== undefined || flags.maintenance_detected !== undefined;
  const isStopped = flags.pause !== undefined || flags.draining !== undefined || (isInMaintenance && job.spec.usesDatabase);
  return isStopped ? `${job.action} of ${job.run} started while ${Object.keys(flags).join(', ')} was up` : undefined;
}
