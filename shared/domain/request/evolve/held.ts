import type { FactOf } from '#domain/request/facts.ts';
import type { RequestCommon, RequestState } from '#domain/request/state.ts';

/** G9. */
export function evolveHeld(state: RequestState, fact: FactOf<'gates_fell' | 'gates_hold'>): RequestState {
  if (fact.fact === 'gates_fell') return { ...state, fallen: { since: state.fallen?.since ?? fact.at, gates: fact.gates } };
  const { fallen: _fallen, ...rest } = state;
  return rest;
}

/** Whoever looks at the gates from the beginning is held by none of them. */
export function forgetFallen<S extends RequestCommon>({ fallen: _fallen, ...state }: S): Omit<S, 'fallen'> {
  return state;
}
