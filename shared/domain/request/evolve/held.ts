import { withWaiver } from '#domain/request/evolve/waivers.ts';
import type { FactOf } from '#domain/request/facts.ts';
import type { RequestCommon, RequestState } from '#domain/request/state.ts';

/** G7, G9, G11. */
export function evolveHeld(
  state: RequestState,
  fact: FactOf<'gates_fell' | 'gates_hold' | 'gate_waived' | 'nobody_decides'>,
): RequestState {
  if (fact.fact === 'gate_waived') return withWaiver(state, fact.waiver);
  if (fact.fact === 'nobody_decides') return { ...state, nobodyDecides: fact.at };
  if (fact.fact === 'gates_fell') return { ...state, fallen: { since: state.fallen?.since ?? fact.at, gates: fact.gates } };
  const { fallen: _fallen, ...rest } = state;
  return rest;
}

/** Whoever looks at the gates from the beginning is held by none of them. */
export function forgetFallen<S extends RequestCommon>({ fallen: _fallen, ...state }: S): Omit<S, 'fallen'> {
  return state;
}
