import { attemptId } from '#products/pipelines/domain/job/names.ts';
import { firstOf, type Invariant, type Stage } from '../invariant.ts';
import { happenedTo } from './happened.ts';

export const success: Invariant = {
  name: 'only a good action succeeds',
  promise:
    'An action has succeeded only when the attempt that it was at has ended by itself on the machine, with exit code 0 and every pattern of its outputs matched (R7, K3).',
  afterCommit: ({ committed }, stage) =>
    firstOf(happenedTo(committed), ({ job, fact }) => (fact.fact === 'job_succeeded' ? whyNot(job, stage) : undefined)),
};

function whyNot(id: string, { town }: Stage): string | undefined {
  const { attempts = 0 } = town.pipelines.jobs.get(id)?.state ?? {};
  const work = town.machine.works.get(attemptId(id, attempts));
  if (work?.good === true) return undefined;
  return `${attemptId(id, attempts)} counts as succeeded, and ${work === undefined ? 'never began' : work.endedAt === undefined ? 'is at work' : 'did not'}`;
}
