import type { Job } from '#contexts/plans/domain/job/state.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { isLive } from '#contexts/operations/domain/run/state.ts';
import { firstOf, type Invariant, type RequestChange, type Stage } from './invariant.ts';

export const runInvariants: readonly Invariant[] = [
  {
    name: 'one live run',
    promise: 'A request has at most one live run, under the lease that it holds, at the commit that is deployed (R1, Q3).',
    afterCommit: ({ changes }) => firstOf(changes, ({ after }) => oneLiveRun(after.state)),
  },
  {
    name: 'needs before runs',
    promise:
      'A job starts only after all it needs have passed at the same commit; a migration only after its audit was approved there (R1).',
    afterCommit: ({ changes }) => firstOf(changes, needsFirst),
  },
  {
    name: 'every launched run is adopted',
    promise: 'Whatever a provider ever started is a run on the record, and none is under way when all is over (R3).',
    atEnd: adopted,
  },
  {
    name: 'only a good run passes',
    promise:
      'A cancelled, failed, lost or unclear run never counts as passed: an approved job has a run that is done, without failures, at the request’s commit (A1, R7).',
    afterCommit: ({ changes }) => firstOf(changes, ({ after: { state } }) => firstOf(state.jobs, (job) => passedRightly(state, job))),
  },
];

function oneLiveRun(state: RequestState): string | undefined {
  const live = state.jobs.flatMap(({ runs }) => runs.filter(isLive));
  if (live.length > 1) return `${state.id} has live runs ${live.map(({ id }) => id).join(', ')}`;
  return firstOf(live, ({ id, fencing, sha }) =>
    state.turn?.state === 'deployed' && state.turn.fencing === fencing && state.turn.sha === sha
      ? undefined
      : `${id} runs outside of its lease`,
  );
}

function needsFirst({ after, entries }: RequestChange): string | undefined {
  for (const fact of entries.flatMap(({ facts }) => facts)) {
    if (fact.fact !== 'run_intended') continue;
    const job = after.state.jobs.find(({ step }) => step === fact.step);
    for (const need of job?.ask.needs ?? []) {
      const needed = after.state.jobs.find(({ step }) => step === need);
      const approved = needed?.state === 'approved' && needed.approval.sha === fact.run.sha;
      const last = needed?.runs.at(-1);
      const succeeded =
        needed?.ask.role !== 'audit' && last?.state === 'done' && last.result.outcome === 'succeeded' && last.sha === fact.run.sha;
      if (!approved && !succeeded) return `${fact.run.id} was begun before ${need} had passed at ${fact.run.sha.slice(0, 7)}`;
    }
  }
  return undefined;
}

function adopted({ town, requests }: Stage): string | undefined {
  return firstOf(town.provider.runs.values(), ({ order, endsAt, odd }) => {
    const run = requests
      .get(order.subject.id)
      ?.state.jobs.flatMap(({ runs }) => runs)
      .find(({ id }) => id === order.id);
    if (run === undefined) return `nobody knows of ${order.id}`;
    if (isLive(run)) return `${run.id} is still live`;
    return endsAt > town.clockwork.time.now && !odd ? `${run.id} still runs at its provider` : undefined;
  });
}

function passedRightly(state: RequestState, job: Job): string | undefined {
  if (job.state !== 'approved') return undefined;
  const run = job.runs.find(({ id }) => id === job.approval.runId);
  const where = `${state.id} ${job.step} was approved on a run that`;
  if (run?.state !== 'done') return `${where} is ${run?.state ?? 'not there'}`;
  if (run.result.failure !== undefined || run.result.outcome === 'failed') return `${where} failed`;
  if (run.result.outcome !== 'succeeded' && run.executor !== 'manual' && job.approval.expectedOutput.kind !== 'overridden')
    return `${where} is unclear, and nobody said why it is good`;
  return job.approval.sha === state.headSha && run.sha === state.headSha ? undefined : `${where} is of another commit`;
}
