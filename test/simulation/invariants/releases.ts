import { releaseRef } from '#contexts/calendar/app/release-ref.ts';
import type { Documents } from '#functions/wiring/system.ts';
import { checkChain, nothingPersonal } from '#kernel/chain.ts';
import { releaseProcess } from '#contexts/calendar/domain/release/process.ts';
import { documentsOf } from '../shadow.ts';
import type { Commit, Invariant, Stage } from './invariant.ts';
import { isItsTimeline, oneEntryMore } from './timelines.ts';

export const releaseInvariants: readonly Invariant[] = [
  {
    name: 'a release is its timeline',
    promise:
      'A release changes only with an entry on its timeline in the same commit, one version more, and is the fold of it (C1, Z1, Z4).',
    afterCommit: ({ committed }) => changedWithEntry(committed),
    atEnd: foldsAndHolds,
  },
];

function changedWithEntry(committed: Commit['committed']): string | undefined {
  const changed = documentsOf(committed, 'releases') as Documents['releases'][];
  const entries = documentsOf(committed, 'releaseTimeline') as Documents['releaseTimeline'][];
  return oneEntryMore(
    new Map(changed.map(({ state }) => [state.id, state])),
    entries.map(({ release, version }) => ({ of: release, version })),
  );
}

async function foldsAndHolds({ town }: Stage): Promise<string | undefined> {
  for (const { name } of town.world.system.rules.releases) {
    const ref = releaseRef(town.world.system, name);
    const document = await town.store.get(ref);
    if (document === undefined) continue;
    const found = await town.store.query({ index: 'releaseTimelineInOrder', parent: ref.id, equal: {}, limit: 500 });
    const entries = found.map((one) => one.document);
    const { state, chainHead } = document;
    const problem = isItsTimeline(releaseProcess, ref.id, state, entries);
    if (problem !== undefined) return problem;
    const faults = checkChain(entries, { version: state.version, own: chainHead }, town.world.system.hash, nothingPersonal());
    if (faults.length > 0) return `the past of ${ref.id} was changed: ${JSON.stringify(faults)}`;
  }
  return undefined;
}
