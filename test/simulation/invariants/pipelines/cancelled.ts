import { attemptId } from '#products/pipelines/domain/job/names.ts';
import { firstOf, type Invariant } from '../invariant.ts';
import { happenedTo, perTown } from './happened.ts';

const cancelledIn = perTown(() => new Set<string>());

export const cancelled: Invariant = {
  name: 'what is cancelled is stopped',
  promise:
    'An action that was cancelled is asked to stop in the same commit, starts no more and stays cancelled; when all is over nothing of any action is left on a machine (O5, R10).',
  afterCommit: ({ committed }, { town }) =>
    firstOf(happenedTo(committed), ({ job, fact }) => {
      if (fact.fact === 'job_cancelled') cancelledIn(town).add(job);
      const attempt = town.pipelines.jobs.get(job)?.state.attempt;
      if (fact.fact === 'job_cancelled' && attempt !== undefined && attempt.stopping === undefined)
        return `${job} was cancelled, and attempt ${attempt.n} is not asked to stop`;
      const isOther = fact.fact === 'attempt_started' || fact.fact === 'job_failed' || fact.fact === 'job_waits_again';
      return isOther && cancelledIn(town).has(job) ? `${fact.fact} of ${job}, which was cancelled` : undefined;
    }),
  atEnd: ({ town: { pipelines, machine } }) =>
    firstOf(pipelines.jobs.values(), ({ id, state }) => {
      const work = machine.works.get(attemptId(id, state.attempts));
      return work !== undefined && work.endedAt === undefined ? `${work.attempt} is ${state.state}, and still at work` : undefined;
    }),
};
