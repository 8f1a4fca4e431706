import { backendSchema } from '#contexts/backends/domain/schema.ts';
import { begin, backendFacts, type BackendFact } from '#contexts/backends/domain/facts.ts';
import { blocking, type BackendState, type FlagName } from '#contexts/backends/domain/state.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import type { Instant } from '#kernel/time.ts';
import type { Wanted } from '#kernel/effect.ts';
import { decideKnown, type Deciding } from '#kernel/known.ts';
import type { Deciders, Process } from '#kernel/process.ts';

/** `at` is the store's time, `by` was proven at the border, `id` makes it recognisable. */
export type BackendCommand = { id: string; at: Instant; by: Actor } & BackendAsked;

type BackendAsked =
  /** Q3. The lease of whoever had it is over; with `to`, somebody else has it from now on. */
  | { command: 'pass_on'; to?: string; endedAt?: Instant }
  /** B2. `operator` is their name on the record. */
  | { command: 'raise_flag'; flag: FlagName; operator: string; why: string }
  | { command: 'lower_flag'; flag: FlagName; operator: string };

export interface BackendRefused {
  refused: { code: 'blocked'; message: string };
}

/** Whoever waits for it is to be asked. */
export interface OfferTurn {
  kind: 'offer_turn';
  backend: string;
}

const deciders: Deciders<Deciding<BackendState, BackendFact>, BackendAsked, BackendRefused> = {
  pass_on({ draft, at }, { to, endedAt }) {
    const { lease } = draft.state;
    if (lease !== undefined) draft.record({ fact: 'lease_ended', lease, ...(endedAt === undefined ? {} : { endedAt }) });
    if (to === undefined) return undefined;
    const [why] = blocking(draft.state);
    if (why !== undefined) return { refused: { code: 'blocked', message: `it is ${why.label}: ${why.why}` } };
    draft.record({ fact: 'lease_granted', lease: { requestId: to, fencing: draft.state.fencing + 1, grantedAt: at } });
    return undefined;
  },
  /** The same again changes nothing; another reason is a fact of its own, and it has been up all along. */
  raise_flag({ draft, at }, { flag, operator, why }) {
    const known = draft.state.flags[flag];
    if (known?.why !== why) draft.record({ fact: 'flag_raised', flag, raised: { since: known?.since ?? at, by: operator, why } });
  },
  lower_flag({ draft }, { flag, operator }) {
    if (draft.state.flags[flag] !== undefined) draft.record({ fact: 'flag_lowered', flag, by: operator });
  },
};

/** B1. A backend: every change of it is a command on its own timeline. */
export const backendProcess: Process<BackendState, BackendCommand, BackendFact, unknown, Wanted<OfferTurn>, BackendRefused> = {
  kind: 'backend',
  idOf: ({ slug }) => slug,
  begin,
  facts: backendFacts,
  schema: backendSchema,
  decide: decideKnown<BackendState, BackendAsked, BackendFact, BackendRefused>(backendFacts, deciders, (state) => ({
    fact: 'backend_known',
    state,
  })),
  react: ({ facts, after }) =>
    facts.some(({ fact }) => fact === 'flag_lowered') ? [{ effect: { kind: 'offer_turn', backend: after.slug } }] : [],
};
