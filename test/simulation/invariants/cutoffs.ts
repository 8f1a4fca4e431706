import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { Town } from '../town.ts';
import { firstOf, type Invariant, type RequestChange, type Stage } from './invariant.ts';

export const cutoffInvariants: readonly Invariant[] = [
  {
    name: 'nothing late counts',
    promise:
      'Nothing approved at or after a cutoff counts in it, what was approved before always does, and what is essential and late is blocking (C4).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => cutRightly(change, stage)),
  },
  {
    name: 'nobody is forgotten at a cutoff',
    promise: 'When all is quiet every request that was for a release that has been cut has its answer, once for each cutoff (C4).',
    atEnd: forgotten,
  },
  {
    name: 'one digest for each person',
    promise: 'However many of their requests a cutoff or a warning is about, a person gets one mail (C3, C4, N6).',
    atEnd: oneDigest,
  },
  {
    name: 'nothing starts in a freeze',
    promise: 'In a freeze nobody is given a turn on its backends, unless an admin lets them with a reason (C8).',
    afterCommit: ({ changes }, { town }) => firstOf(changes, (change) => startsFrozen(change, town)),
  },
];

function counts(state: RequestState, cutoff: number): boolean {
  const approvedAt = state.status === 'approved' ? state.approvedAt : state.status === 'completed' ? state.completedAt : Infinity;
  return approvedAt < cutoff && state.jobs.every((job) => job.state === 'approved' && job.approval.at < cutoff);
}

function cutRightly({ before, after, entries }: RequestChange, { town }: Stage): string | undefined {
  for (const { facts, at } of entries)
    for (const fact of facts) {
      if (fact.fact !== 'cutoff_passed' || before === undefined) continue;
      const { release, cutoff, outcome } = fact.record;
      if (at < cutoff) return `${after.id} was cut before its time`;
      if (before.state.cutoffs?.some((record) => record.release === release && record.cutoff === cutoff) === true)
        return `${after.id} was cut twice`;
      const expected = counts(before.state, cutoff) ? 'made' : before.state.submission.essential === true ? 'blocking' : 'moved';
      if (outcome !== expected) return `${after.id} is ${outcome} at the cutoff of ${release}, and should be ${expected}`;
      town.seen(
        outcome === 'made'
          ? 'a request made the cutoff'
          : outcome === 'blocking'
            ? 'an essential request blocked a release'
            : 'a request was moved to the next release',
      );
      noteBrink(before.state, cutoff, town);
    }
  return undefined;
}

function noteBrink({ jobs }: RequestState, cutoff: number, { seen }: Town): void {
  for (const job of jobs) {
    if (job.state !== 'approved') continue;
    if (job.approval.at === cutoff - 1) seen('an approval came one millisecond before the cutoff');
    if (job.approval.at === cutoff) seen('an approval came at the very instant of the cutoff');
  }
}

function forgotten({ town, requests }: Stage): string | undefined {
  const { now } = town.clockwork.time;
  return firstOf(town.world.system.rules.releases, ({ name, hardCutoff }) =>
    hardCutoff > now
      ? undefined
      : firstOf(requests.values(), ({ id, status, state: { submission, cutoffs = [] } }) => {
          if (status === 'rejected' || status === 'withdrawn' || submission.targetRelease !== name) return undefined;
          return cutoffs.some(({ release }) => release === name) ? undefined : `${id} was for ${name}, and nobody says whether it made it`;
        }),
  );
}

function oneDigest({ outbox, requests }: Stage): string | undefined {
  const known = new Map<string, string>();
  return firstOf(outbox.values(), ({ key, effect, subject }) => {
    if (effect.kind !== 'send_mail' || effect.release === undefined || effect.template === 'left_over') return undefined;
    // I19: the request may be somebody else’s by now.
    const contributor = effect.whose ?? requests.get(requestOf(subject) ?? '')?.state.submission.contributor.email;
    const reader = effect.to === 'contributor' ? contributor : effect.to;
    const about = `${key.slice((requestOf(subject) ?? '').length)} ${reader}`;
    const other = known.get(about);
    known.set(about, key);
    return other === undefined ? undefined : `${reader} is told twice: ${other} and ${key}`;
  });
}

function startsFrozen({ before, after, entries }: RequestChange, { world }: Town): string | undefined {
  for (const { facts, at } of entries) {
    if (!facts.some(({ fact }) => fact === 'turn_granted') || before?.state.held?.overridden !== undefined) continue;
    const now = (world.system.rules.freezes ?? []).find(
      (freeze) =>
        freeze.kind === 'dated' &&
        freeze.from <= at &&
        at < freeze.to &&
        freeze.backends?.includes(after.state.turn?.backend ?? '') !== false,
    );
    if (now !== undefined) return `${after.id} was given a turn in the freeze ${now.name}`;
  }
  return undefined;
}
