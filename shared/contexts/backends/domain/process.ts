import { backendSchema } from '#contexts/backends/domain/schema.ts';
import { addBackend, removeBackend, type AddingAsked, type AddingRefused } from '#contexts/backends/domain/adding.ts';
import { begin, backendFacts, type BackendFact } from '#contexts/backends/domain/facts.ts';
import type { Drain } from '#contexts/backends/domain/drain.ts';
import { interrupted } from '#contexts/backends/domain/flags.ts';
import {
  blocking,
  flagKind,
  nextFencing,
  raisedFlags,
  type BackendState,
  type FlagName,
  type PlainFlag,
  type Raised,
} from '#contexts/backends/domain/state.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import type { Instant } from '#kernel/time.ts';
import type { Wanted } from '#kernel/effect.ts';
import { decideKnown, type Deciding } from '#kernel/known.ts';
import type { Committed, Deciders, Process } from '#kernel/process.ts';

/** `at` is the store's time, `by` was proven at the border, `id` makes it recognisable. */
export type BackendCommand = { id: string; at: Instant; by: Actor } & BackendAsked;

type BackendAsked =
  | AddingAsked
  /** Q3. The lease of whoever had it is over; with `to`, somebody else has it from now on. */
  | {
      command: 'pass_on';
      to?: string;
      /** Number of the last lease that the taker had anywhere. */ after?: number | undefined;
      endedAt?: Instant;
    }
  /** B2. `operator` is their name on the record. */
  | { command: 'raise_flag'; flag: PlainFlag; operator: string; why: string }
  | { command: 'lower_flag'; flag: FlagName; operator: string }
  /** B2. Asked for while one goes on, that one goes on with what is asked for now. */
  | { command: 'drain'; operator: string; why: string; mode: Drain['mode']; deadline?: Instant; resumesAtReturn?: true }
  /** The deadline of a drain may have passed. */
  | { command: 'hold_to_deadline' }
  /** Whoever says it has seen in the same transaction that nothing runs there. */
  | { command: 'say_ready' };

export interface BackendRefused {
  refused: { code: 'blocked' | 'too_late' | 'not_ready' | AddingRefused['refused']['code']; message: string };
}

/** Whoever waits for it is to be asked. */
export interface OfferTurn {
  kind: 'offer_turn';
  backend: string;
}

export type BackendEffect =
  | OfferTurn
  /** B2. Whoever has something there that is to be stopped is to stop it, and a drain is to be kept. */
  | { kind: 'heed_flags'; backend: string };

const deciders: Deciders<DecidingBackend, BackendAsked, BackendRefused> = {
  add_backend: addBackend,
  remove_backend: removeBackend,
  pass_on({ draft, at }, { to, after, endedAt }) {
    const { lease } = draft.state;
    if (lease !== undefined) draft.record({ fact: 'lease_ended', lease, ...(endedAt === undefined ? {} : { endedAt }) });
    if (to === undefined) return undefined;
    const [why] = blocking(draft.state);
    if (why !== undefined) return { refused: { code: 'blocked', message: `it is ${why.label}: ${why.why}` } };
    draft.record({ fact: 'lease_granted', lease: { requestId: to, fencing: nextFencing(draft.state, after), grantedAt: at } });
    return undefined;
  },
  raise_flag(deciding, { flag, operator, why }) {
    raise(deciding, flag, { by: operator, why });
    if (flagKind(flag).endsProbes === true) takeBackFound(deciding, operator);
  },
  lower_flag({ draft, at }, { flag, operator }) {
    if (draft.state.flags[flag] !== undefined) draft.record({ fact: 'flag_lowered', flag, by: operator, at });
  },
  drain: drains,
  hold_to_deadline({ draft, at }) {
    const { drain } = draft.state;
    if (drain?.deadline === undefined || drain.deadline > at || drain.overdueAt !== undefined || drain.readyAt !== undefined) return;
    draft.record({ fact: 'drain_overdue', at });
  },
  say_ready({ draft, at }) {
    const { drain, lease } = draft.state;
    if (drain === undefined || drain.readyAt !== undefined) return undefined;
    if (lease !== undefined) return { refused: { code: 'not_ready', message: `${lease.requestId} still has it` } };
    draft.record({ fact: 'drain_ready', at });
    return undefined;
  },
};

type DecidingBackend = Deciding<BackendState, BackendFact>;

/** The same again changes nothing; another reason is a fact of its own, and it has been up all along. */
function raise({ draft, at }: DecidingBackend, flag: FlagName, { by, why, waits }: Omit<Raised, 'since'>): void {
  const known = draft.state.flags[flag];
  if (known?.why === why && known.waits === waits) return;
  const raised = { since: known?.since ?? at, by, why, ...(waits === undefined ? {} : { waits }) };
  draft.record({ fact: 'flag_raised', flag, raised });
}

/** B8. What a probe found, and nobody would see the end of, holds nothing back. */
function takeBackFound({ draft, at }: DecidingBackend, operator: string): void {
  for (const { flag } of raisedFlags(draft.state))
    if (flagKind(flag).isFound === true) draft.record({ fact: 'flag_lowered', flag, by: operator, at });
}

function drains(deciding: DecidingBackend, { operator, why, mode, deadline, resumesAtReturn }: Asked<'drain'>): BackendRefused | undefined {
  const { draft, at } = deciding;
  if (deadline !== undefined && deadline <= at) return { refused: { code: 'too_late', message: 'its deadline is over already' } };
  raise(deciding, 'draining', { by: operator, why, ...(mode === 'wait' ? { waits: true } : {}) });
  const known = draft.state.drain;
  const drain: Drain = {
    mode,
    ...(deadline === undefined ? {} : { deadline }),
    ...(resumesAtReturn === undefined ? {} : { resumesAtReturn }),
    ...(known?.readyAt === undefined ? {} : { readyAt: known.readyAt }),
  };
  if (JSON.stringify(known) !== JSON.stringify(drain)) draft.record({ fact: 'drain_planned', drain });
  return undefined;
}

type Asked<C extends BackendAsked['command']> = Extract<BackendAsked, { command: C }>;

/** B2. What follows from how its flags stood, and how they stand: more is to be stopped than before, or whoever waits may go on. */
function react({ before, facts, after }: Committed<BackendState, BackendFact, unknown>): Wanted<BackendEffect>[] {
  const backend = after.slug;
  const isNews = (fact: BackendFact['fact']): boolean => facts.some((one) => one.fact === fact);
  const [was, is] = [before && interrupted(before), interrupted(after)];
  const isMore = is !== undefined && was !== is && was !== 'all';
  return [
    ...(isMore || isNews('drain_planned') ? [{ effect: { kind: 'heed_flags', backend } as const }] : []),
    ...(isNews('flag_lowered') ? [{ effect: { kind: 'offer_turn', backend } as const }] : []),
  ];
}

/** B1. A backend: every change of it is a command on its own timeline. */
export const backendProcess: Process<BackendState, BackendCommand, BackendFact, unknown, Wanted<BackendEffect>, BackendRefused> = {
  kind: 'backend',
  idOf: ({ slug }) => slug,
  begin,
  facts: backendFacts,
  schema: backendSchema,
  decide: decideKnown<BackendState, BackendAsked, BackendFact, BackendRefused>(backendFacts, deciders, (state) => ({
    fact: 'backend_known',
    state,
  })),
  react,
};
