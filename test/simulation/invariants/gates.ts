import { isOfUnseen } from '#contexts/gates/domain/open-gates.ts';
import type { GateName } from '#contexts/gates/domain/gates.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { documentsOf } from '../shadow.ts';
import type { Town } from '../town.ts';
import { firstOf, type Commit, type Invariant, type RequestChange, type Stage } from './invariant.ts';

/** Gates that fall after they have passed, and bases that change. What counts is what the host told the very worker that acted. */
export const gateInvariants: readonly Invariant[] = [
  {
    name: 'gates hold until the end',
    promise:
      'A request is accepted, its turn begun, a run launched, a job approved and a merge begun only by who has just been told that the gates hold (G9).',
    afterCommit: actsOnGates,
    atEnd: ({ town }) => watched(town).problem,
  },
  {
    name: 'evidence is for one merge',
    promise: 'A job is approved only on a run of what its head makes with the base that the pull request has now (G10).',
    afterCommit: (commit, stage) => firstOf(commit.changes, (change) => ofOneMerge(change, commit, stage)),
  },
];

type Life = number | undefined;

/** What keeps this worker from acting; undefined when it was told that all is well, of this commit, but for what was waived there, by name. */
function keeps(town: Town, life: Life, state: RequestState): string | undefined {
  return keepsThere(town, life, asKnown(town, life, state));
}

/** I19: it went on elsewhere after this worker had looked, perhaps more than once, who stops what it begins all the same: the stop was ordered in the same commit. */
function asKnown({ host }: Town, life: Life, state: RequestState): RequestState {
  const looks = host.looks.get(life);
  const { change } = state.submission;
  if (change.kind !== 'pull_request' || looks?.has(String(change.number)) !== false) return state;
  const left = state.continued?.findLast(({ from }) => from.kind === 'pull_request' && looks.has(String(from.number)));
  if (left === undefined) return state;
  const { headSha: _now, ...rest } = state;
  const { from, headSha } = left;
  return { ...rest, submission: { ...state.submission, change: from }, ...(headSha === undefined ? {} : { headSha }) };
}

function keepsThere({ host }: Town, life: Life, { submission: { change }, headSha, waivers, merge }: RequestState): string | undefined {
  if (change.kind !== 'pull_request') return undefined;
  const { state, headSha: seen, baseRef, checks, hanging = [], reviews } = host.looks.get(life)?.get(String(change.number)) ?? {};
  const inForce = waivers.filter((one) => one.headSha === seen && one.baseRef === baseRef);
  const isWaived = (gate: GateName, what: string, names: readonly string[]): boolean =>
    names.length === 0 ||
    inForce.some(
      (one) => one.gate === gate && names.every((name) => one.covers?.some((known) => known.name === name && isAsBad(known.what, what))),
    );
  // N5. What somebody merged untested is tested all the more.
  const isMerged = state === 'merged' && merge?.state === 'merged';
  if (state !== 'open' && !isMerged && !isWaived('pull_request', state ?? '', [''])) return `it was ${state ?? 'not looked at'}`;
  if (seen !== headSha) return `its head was ${seen?.slice(0, 7) ?? 'not looked at'}`;
  // G7. Whoever waived them unseen knew of nothing, as long as nobody was told.
  const isWaivedUnseen = checks === undefined && inForce.some((one) => one.gate === 'checks' && isOfUnseen(one));
  if (
    checks !== 'green' &&
    !isWaivedUnseen &&
    (hanging.length === 0 || !hanging.every(({ name, what }) => isWaived('checks', what, [name])))
  )
    return `its checks were ${checks ?? 'not looked at'}`;
  if (!isWaived('reviewers', 'objecting', reviews?.objecting ?? [])) return `${reviews?.objecting.join() ?? ''} wanted changes`;
  return isWaived('reviewers', 'awaited', reviews?.awaited ?? []) ? undefined : `${reviews?.awaited.join() ?? ''} had not approved`;
}

/** By what the host says: what an admin may know of it, and go on all the same. */
function isAsBad(known: string, told: string): boolean {
  const worse: { [told: string]: readonly string[] } = {
    red: ['red'],
    absent: ['red', 'absent'],
    held: ['red', 'absent', 'held'],
    running: ['red', 'absent', 'held', 'running'],
    objecting: ['changes'],
    awaited: ['changes', 'review'],
  };
  return (worse[told] ?? [told]).includes(known);
}

function actsOnGates({ changes, committed, life }: Commit, { requests, town }: Stage): string | undefined {
  return (
    firstOf(changes, (change) => {
      const act = actOf(change);
      const why = act === undefined || change.before === undefined ? undefined : keeps(town, life?.id, change.before.state);
      return why === undefined ? watched(town).problem : `${change.after.id}: ${act}, and for whoever did it ${why}`;
    }) ??
    firstOf(
      documentsOf(committed, 'agentTasks', 'create') as { subject: { id: string }; open: boolean; body: { kind: string } }[],
      (task) => {
        const request = requests.get(task.subject.id);
        if (request === undefined || !task.open || task.body.kind !== 'run') return undefined;
        const why = keeps(town, life?.id, request.state);
        return why === undefined ? undefined : `${request.id}: a run was put before an agent, and for whoever did it ${why}`;
      },
    )
  );
}

function actOf({ before, after, entries }: RequestChange): string | undefined {
  for (const fact of entries.flatMap(({ facts }) => facts)) {
    if (fact.fact === 'test_ref_made') return 'its turn was begun';
    if (fact.fact === 'answered' && fact.action === 'accept') return 'it was accepted';
    if (fact.fact === 'job_approved' && after.state.submission.kind !== 'feature') return `${fact.step} was approved`;
  }
  return before?.state.merge?.state !== 'begun' && after.state.merge?.state === 'begun' ? 'its merge was begun' : undefined;
}

const towns = new WeakMap<Town, { problem?: string }>();

/** Launches and test refs, judged at the moment they reach those outside. */
function watched(town: Town): { problem?: string } {
  const known = towns.get(town);
  if (known !== undefined) return known;
  const fresh: { problem?: string } = {};
  towns.set(town, fresh);
  town.listeners.begin.push(({ requestId, what }) => {
    const state = town.watchedRequests().get(requestId)?.state;
    const life = town.clockwork.current();
    // A call that was given up, and is carried out after all, is nobody's any more.
    const why = state === undefined || life === undefined ? undefined : keeps(town, life.id, state);
    if (why !== undefined) fresh.problem ??= `${requestId}: ${what}, and for whoever did it ${why}`;
  });
  return fresh;
}

function ofOneMerge({ before, after, entries }: RequestChange, { life }: Commit, { town }: Stage): string | undefined {
  for (const fact of entries.flatMap(({ facts }) => facts)) {
    const { change } = after.state.submission;
    if (fact.fact !== 'job_approved' || before === undefined || change.kind !== 'pull_request') continue;
    const run = after.state.jobs.flatMap(({ runs }) => runs).find(({ id }) => id === fact.approval.runId);
    const made = town.host.madeFrom.get(run?.testSha ?? '');
    const { baseRef } = town.host.looks.get(life?.id)?.get(String(change.number)) ?? {};
    if (run === undefined || made === undefined || run.executor === 'manual' || run.reusedFrom !== undefined) continue;
    if (made.headSha !== after.state.headSha || made.baseRef !== baseRef)
      return `${after.id} ${fact.step} was approved for ${baseRef ?? 'an unknown base'} on what was merged onto ${made.baseRef}`;
  }
  return undefined;
}
