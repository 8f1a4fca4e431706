import type { Evolvers, FactNamed } from '#kernel/process.ts';
import type { Drain } from '#contexts/backends/domain/drain.ts';
import type { BackendState, FlagName, Lease, Raised } from '#contexts/backends/domain/state.ts';
import { addingFacts, type AddingFact } from '#contexts/backends/domain/adding.ts';
import { recordAllocation } from '#contexts/backends/domain/forecast/pace.ts';
import type { Instant } from '#kernel/time.ts';

/** What happened to a backend. */
export type BackendFact =
  | AddingFact
  /** The first of every timeline: how it stood before it had one. */
  | { fact: 'backend_known'; state: BackendState }
  | { fact: 'lease_granted'; lease: Lease }
  /** `endedAt`: when the holder's turn was over, if that is known. */
  | { fact: 'lease_ended'; lease: Lease; endedAt?: Instant }
  | { fact: 'flag_raised'; flag: FlagName; raised: Raised }
  /** `at` is absent in facts of before it was kept. */
  | { fact: 'flag_lowered'; flag: FlagName; by: string; at?: Instant }
  /** B2. Also when another is meant by a drain that goes on. */
  | { fact: 'drain_planned'; drain: Drain }
  /** From now on what may run again is not waited for any more. */
  | { fact: 'drain_overdue'; at: Instant }
  | { fact: 'drain_ready'; at: Instant };

export function begin(fact: BackendFact): BackendState | undefined {
  return fact.fact === 'backend_known' ? fact.state : undefined;
}

/** One rule for each fact. Throws when the fact cannot have happened. */
export const backendFacts: Evolvers<BackendState, BackendFact> = {
  backend_known: {
    evolve: () => {
      throw new Error('a backend is known once');
    },
  },
  ...addingFacts,
  lease_granted: { evolve: granted },
  lease_ended: { evolve: ended },
  flag_raised: { evolve: (state, { flag, raised }) => ({ ...state, flags: { ...state.flags, [flag]: raised } }) },
  flag_lowered: { evolve: lowered },
  drain_planned: { evolve: planned },
  drain_overdue: { evolve: overdue },
  drain_ready: { evolve: (state, { at }) => ({ ...state, drain: { ...drainOf(state), readyAt: at } }) },
};

/** Q3: exactly one holder at a time; the number is greater than that of every lease before, here and of its holder. */
function granted(state: BackendState, { lease }: FactNamed<BackendFact, 'lease_granted'>): BackendState {
  if (state.lease !== undefined || lease.fencing <= state.fencing) throw new Error(`backend ${state.slug} is leased already`);
  return { ...state, fencing: lease.fencing, lease };
}

/** How long a turn took is remembered, where it is known. */
function ended(state: BackendState, { lease, endedAt }: FactNamed<BackendFact, 'lease_ended'>): BackendState {
  const { lease: _lease, ...rest } = state;
  if (endedAt === undefined) return rest;
  return { ...rest, turns: recordAllocation(rest.turns ?? [], { endedAt, took: endedAt - lease.grantedAt }) };
}

function lowered({ lowered: before, drain, ...state }: BackendState, { flag, at }: FactNamed<BackendFact, 'flag_lowered'>): BackendState {
  const { [flag]: _lowered, ...flags } = state.flags;
  const times = at === undefined ? before : { ...before, [flag]: at };
  return {
    ...state,
    flags,
    ...(times === undefined ? {} : { lowered: times }),
    ...(drain === undefined || flag === 'draining' ? {} : { drain }),
  };
}

/** What was ready stays so: nothing has started since. */
function planned(state: BackendState, { drain }: FactNamed<BackendFact, 'drain_planned'>): BackendState {
  if (state.flags.draining === undefined) throw new Error(`backend ${state.slug} is planned to be drained, and has no such flag`);
  return { ...state, drain };
}

function overdue(state: BackendState, { at }: FactNamed<BackendFact, 'drain_overdue'>): BackendState {
  const { draining } = state.flags;
  if (draining === undefined) throw new Error(`backend ${state.slug} is not being drained`);
  const { waits: _waits, ...raised } = draining;
  return { ...state, flags: { ...state.flags, draining: raised }, drain: { ...drainOf(state), overdueAt: at } };
}

function drainOf({ slug, drain }: BackendState): Drain {
  if (drain === undefined) throw new Error(`backend ${slug} is not being drained`);
  return drain;
}
