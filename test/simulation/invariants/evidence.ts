import type { Run } from '#contexts/operations/domain/run/state.ts';
import { firstOf, type Invariant, type RequestChange, type Stage } from './invariant.ts';

/** What ran, as the machines know it on which it ran. */
export const evidenceInvariants: readonly Invariant[] = [
  {
    name: 'what ran is the commit',
    promise:
      'A run counts only if what ran was the tree of the commit that it is evidence for; where another was found, nothing runs before it is deployed anew (R14, D5).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => ranElse(change, stage) ?? ranWhereWrong(change)),
  },
];

function ranElse({ after, entries }: RequestChange, { town }: Stage): string | undefined {
  const runs = after.state.jobs.flatMap((job) => job.runs);
  for (const fact of entries.flatMap(({ facts }) => facts)) {
    const id = fact.fact === 'run_ended' && fact.result.outcome === 'succeeded' ? fact.run : undefined;
    const run = runs.find((one) => one.id === (fact.fact === 'job_approved' ? fact.approval.runId : id));
    const tree = town.prints.get(run?.id ?? '')?.tree;
    if (run === undefined || run.executor === 'manual' || run.reusedFrom !== undefined) continue;
    if (tree !== run.testSha) return `${after.id}: ${run.id} counts for ${run.testSha}, and what ran was ${tree ?? 'nothing'}`;
  }
  return undefined;
}

function ranWhereWrong({ after, entries }: RequestChange): string | undefined {
  const runs = after.state.jobs.flatMap((job) => job.runs);
  for (const fact of entries.flatMap(({ facts }) => facts)) {
    if (fact.fact !== 'run_intended') continue;
    const wrong = runs.find((one) => one.fencing === fact.run.fencing && one.id !== fact.run.id && isWrong(one));
    if (wrong !== undefined) return `${after.id}: ${fact.run.id} is to run where ${wrong.id} had found another version`;
  }
  return undefined;
}

function isWrong(run: Run): boolean {
  return 'result' in run && run.result.failure?.class === 'wrong_version';
}
