import type { Documents } from '#functions/wiring/system.ts';
import { backendProcess } from '#contexts/backends/domain/process.ts';
import { holdsLease } from '#contexts/operations/domain/deployment/state.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import type { Committed } from '../engine/siege-store.ts';
import { documentsOf } from '../shadow.ts';
import type { Town } from '../town.ts';
import { firstOf, type Commit, type Invariant, type Stage } from './invariant.ts';
import { isItsTimeline, oneEntryMore } from './timelines.ts';

export const backendInvariants: readonly Invariant[] = [
  {
    name: 'deployments never overlap',
    promise: 'At most one request holds a backend’s lease at any moment (Q3).',
    afterCommit: (_commit, stage) => oneHolder(stage),
  },
  {
    name: 'fencing numbers grow',
    promise: 'Each turn on a backend has a greater number than all before it, and the backend’s record names it in the same commit (Q3).',
    afterCommit: fencingGrows,
  },
  {
    name: 'nothing starts while it is paused',
    promise: 'While a backend is paused, drained or in maintenance nobody is given a turn on it (B2).',
    afterCommit: ({ committed }, { town }) => firstOf(backendEntries(committed), (entry) => startsPaused(entry, town)),
  },
  {
    name: 'a backend is its timeline',
    promise: 'A backend changes only with an entry on its timeline in the same commit, one version more, and is the fold of it (B1, Z1).',
    afterCommit: changedWithEntry,
    atEnd: folds,
  },
  {
    name: 'stale news is refused',
    promise: 'An agent’s news changes a request only while that agent’s backend is leased to it (P3).',
    afterCommit: ({ changes }) =>
      firstOf(changes, ({ before, after, entries }) =>
        firstOf(entries, ({ by }) => {
          if (by.kind !== 'agent') return undefined;
          const turn = before?.state.turn;
          return holdsLease(turn) && turn.backend === by.backend ? undefined : `${after.id} was changed by ${by.backend} without a lease`;
        }),
      ),
  },
];

function oneHolder({ requests }: Stage): string | undefined {
  const holders = new Map<string, string>();
  for (const { id, state } of requests.values()) {
    if (!holdsLease(state.turn)) continue;
    const other = holders.get(state.turn.backend);
    if (other !== undefined) return `${state.turn.backend} is held by ${other} and ${id}`;
    holders.set(state.turn.backend, id);
  }
  return undefined;
}

function fencingGrows({ changes, backends }: Commit, { requests }: Stage): string | undefined {
  for (const { after, entries } of changes)
    for (const { turn } of entries
      .flatMap(({ facts }) => facts)
      .filter((fact): fact is FactOf<'turn_granted'> => fact.fact === 'turn_granted')) {
      const lease = backends.find(({ slug }) => slug === turn.backend)?.state.lease;
      if (lease?.requestId !== after.id || lease.fencing !== turn.fencing)
        return `${after.id} got a turn that ${turn.backend} does not know`;
      for (const { id, state } of requests.values())
        if (id !== after.id && state.turn?.backend === turn.backend && state.turn.fencing >= turn.fencing)
          return `${after.id} got number ${turn.fencing} after ${id} had ${state.turn.fencing}`;
    }
  return undefined;
}

type BackendEntry = Documents['backendTimeline'];

function backendEntries(committed: Committed): BackendEntry[] {
  return documentsOf(committed, 'backendTimeline') as BackendEntry[];
}

/** Backends and their flags: kept by what is heard of raised and lowered ones, in the order in which they were saved. */
const pausedIn = new WeakMap<Town, Set<string>>();

function startsPaused({ backend, facts }: BackendEntry, town: Town): string | undefined {
  const paused = pausedIn.get(town) ?? new Set<string>();
  const isUp = (): boolean => [...paused].some((flag) => flag.startsWith(`${backend} `));
  pausedIn.set(town, paused);
  for (const fact of facts) {
    if (fact.fact === 'flag_raised') paused.add(`${backend} ${fact.flag}`);
    if (fact.fact === 'lease_granted' && isUp()) return `${fact.lease.requestId} was given ${backend}, which is paused`;
    if (fact.fact === 'flag_lowered') paused.delete(`${backend} ${fact.flag}`);
  }
  return undefined;
}

/** When its agent was heard is no change of it: then there is no entry. */
function changedWithEntry({ backends, committed }: Commit): string | undefined {
  const entries = backendEntries(committed).map(({ backend, version }) => ({ of: backend, version }));
  const changed = backends.filter(({ slug }) => entries.some(({ of }) => of === slug));
  return oneEntryMore(new Map(changed.map(({ slug, state }) => [slug, state])), entries);
}

async function folds({ town }: Stage): Promise<string | undefined> {
  for (const { slug } of town.world.system.rules.backends) {
    const state = (await town.store.get({ collection: 'backends', id: slug }))?.state;
    const entries = await town.store.query({ index: 'backendTimelineInOrder', parent: slug, equal: {}, limit: 500 });
    const found = entries.map(({ document }) => document);
    const problem = state === undefined ? undefined : isItsTimeline(backendProcess, slug, state, found);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
