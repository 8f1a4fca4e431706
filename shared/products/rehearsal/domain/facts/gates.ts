import { tellWaiver } from '#products/rehearsal/domain/react/questions.ts';
import { checked } from '#products/rehearsal/domain/evolve/status.ts';
import { endUnseen, withHanging, withWaiver } from '#products/rehearsal/domain/evolve/waivers.ts';
import { quiet, type FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import { gatesNews, goOn, lookAgain, tellNobodyDecides } from '#products/rehearsal/domain/react/gates.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { GateFact } from '#products/rehearsal/domain/facts/types/gates.ts';

export const gateFacts: FactKinds<GateFact> = {
  gates_recorded: {
    ...quiet,
    evolve: (state, fact) => withHanging({ ...endUnseen(state, fact.told), gates: fact.gates, ...seenAt(fact) }, fact.at),
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
  gates_hold: { evolve: ({ fallen: _fallen, ...state }) => state, react: goOn, shown: 'both', events: () => [{ type: 'request.goes_on' }] },
  gate_waived: { ...quiet, evolve: (state, { waiver }) => withWaiver(state, waiver), react: tellWaiver },
  nobody_decides: { ...quiet, evolve: (state, { at }) => ({ ...state, nobodyDecides: at }), react: tellNobodyDecides },
};

type GatesRecorded = Extract<GateFact, { fact: 'gates_recorded' }>;

function seenAt({ headSha, base, authors }: GatesRecorded): Authored {
  return {
    ...(headSha === undefined ? {} : { headSha }),
    ...(base === undefined ? {} : { base }),
    ...(authors === undefined ? {} : { authors }),
  };
}
