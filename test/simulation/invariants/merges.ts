import type { Town } from '../town.ts';
import { firstOf, type Invariant, type RequestChange, type Stage } from './invariant.ts';

const strange = new WeakMap<Town, { problem?: string }>();

export const mergeInvariants: readonly Invariant[] = [
  {
    name: 'merged only as tested',
    promise: 'Rehearsal merges only after the approval, at exactly the tested commit, once, and with its intent on record (A3).',
    afterCommit: (_commit, { town }) => watched(town).problem,
    atEnd: ({ town }) => watched(town).problem,
  },
  {
    name: 'an untested merge is an alarm',
    promise:
      'A merge counts as tested only if a request was approved at that very commit; any other is told to admins and the release team (N5).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => seenRightly(change, stage)),
  },
  {
    name: 'approved ends merged',
    promise: 'Where Rehearsal merges, an approved request ends merged, or refused with a reason that people hear of (A3).',
    atEnd: ({ town, requests }) =>
      firstOf(requests.values(), ({ id, state, pullRequestKey }) => {
        if (!town.plan.settings.mergeOnApproval || state.status !== 'approved' || state.submission.change.kind !== 'pull_request')
          return undefined;
        if (town.host.pulls.get(pullRequestKey.split('#')[1] ?? '')?.poison !== undefined) return undefined;
        return state.merge?.state === 'merged' || state.merge?.state === 'refused'
          ? undefined
          : `${id} is approved and its merge is ${state.merge?.state ?? 'not wanted'}`;
      }),
  },
];

/** What the host really merged for us, judged at that moment. */
function watched(town: Town): { problem?: string } {
  const known = strange.get(town);
  if (known !== undefined) return known;
  const fresh: { problem?: string } = {};
  strange.set(town, fresh);
  town.listeners.merge.push(({ number, sha }) => {
    const about = [...town.watchedRequests().values()].filter(({ pullRequestKey }) => pullRequestKey.endsWith(`#${number}`));
    const good = about.some(
      ({ status, state }) => status === 'approved' && state.headSha === sha && state.merge?.state === 'begun' && state.merge.sha === sha,
    );
    if (!good) fresh.problem ??= `pull request ${number} was merged at ${sha.slice(0, 7)}, which nobody had approved`;
    else town.seen('Rehearsal merged at the tested commit');
  });
  return fresh;
}

function seenRightly({ before, after, entries, effects }: RequestChange, { requests }: Stage): string | undefined {
  for (const fact of entries.flatMap(({ facts }) => facts)) {
    if (fact.fact !== 'merged') continue;
    const others = [...requests.values()].filter(({ pullRequestKey }) => pullRequestKey === after.pullRequestKey);
    const tested =
      others.some(({ status, state }) => (status === 'approved' || status === 'completed') && state.headSha === fact.sha) ||
      (before?.state.merge?.state === 'begun' && before.state.merge.sha === fact.sha);
    if (fact.tested && !tested) return `${after.id} says that it was tested when it was merged at ${fact.sha.slice(0, 7)}`;
    const told = effects.some(({ effect }) => effect.kind === 'send_mail' && effect.template === 'untested_merge');
    if (!fact.tested && !told) return `${after.id} was merged untested, and nobody is told`;
  }
  return undefined;
}
