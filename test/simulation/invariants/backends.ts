import { holdsLease } from '#domain/deployment/state.ts';
import type { FactOf } from '#domain/request/facts.ts';
import { firstOf, type Commit, type Invariant, type Stage } from './invariant.ts';

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
