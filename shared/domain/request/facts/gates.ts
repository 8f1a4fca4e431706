import type { Instant } from '#domain/time.ts';
import type { Base } from '#domain/pull-request/base.ts';
import type { Authors } from '#domain/request/authors.ts';
import { goesOn } from '#domain/request/evolve/held.ts';
import { checked } from '#domain/request/evolve/status.ts';
import { withHanging, withWaiver } from '#domain/request/evolve/waivers.ts';
import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';
import type { Gate, GateName, Waiver } from '#domain/request/gates.ts';
import { gatesNews, goOn, lookAgain, tellNobodyDecides } from '#domain/request/react/gates.ts';
import type { RequestCommon } from '#domain/request/state.ts';

export type GateFact =
  /** `at`: entries of earlier versions have none. */
  | { fact: 'gates_recorded'; headSha?: string; base?: Base; gates: Gate[]; authors?: Authors; at?: Instant }
  | { fact: 'gates_passed' }
  /** G9. It is held where it is, and goes on again. */
  | { fact: 'gates_fell'; gates: GateName[]; at: Instant }
  | { fact: 'gates_hold'; at: Instant }
  | { fact: 'gate_waived'; waiver: Waiver }
  /** G11. Every server-jobs admin is an author of the change. */
  | { fact: 'nobody_decides'; at: Instant };

export const gateFacts: FactKinds<GateFact> = {
  gates_recorded: {
    ...quiet,
    evolve: (state, fact) => withHanging({ ...state, gates: fact.gates, ...seenAt(fact) }, fact.at),
    react: gatesNews,
    shown: 'pull_request',
  },
  gates_passed: {
    ...quiet,
    evolve: (state) => ({ ...checked(state, 'pass_gates'), status: 'in_review' }),
    shown: 'both',
    events: () => [{ type: 'request.gates_passed' }],
  },
  gates_fell: {
    evolve: (state, { gates, at }) => ({ ...state, fallen: { since: state.fallen?.since ?? at, gates } }),
    react: lookAgain,
    shown: 'both',
    events: () => [{ type: 'request.held' }],
  },
  gates_hold: { evolve: goesOn, react: goOn, shown: 'both', events: () => [{ type: 'request.goes_on' }] },
  gate_waived: { ...quiet, evolve: (state, { waiver }) => withWaiver(state, waiver) },
  nobody_decides: { ...quiet, evolve: (state, { at }) => ({ ...state, nobodyDecides: at }), react: tellNobodyDecides },
};

type GatesRecorded = Extract<GateFact, { fact: 'gates_recorded' }>;

function seenAt({ headSha, base, authors }: GatesRecorded): Pick<RequestCommon, 'headSha' | 'base' | 'authors'> {
  return {
    ...(headSha === undefined ? {} : { headSha }),
    ...(base === undefined ? {} : { base }),
    ...(authors === undefined ? {} : { authors }),
  };
}
