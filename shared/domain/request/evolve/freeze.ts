import type { FactOf } from '#domain/request/facts.ts';
import type { RequestCommon, RequestState } from '#domain/request/state.ts';

/** C8. */
export function evolveFreeze(state: RequestState, fact: FactOf<'turn_held' | 'freeze_overridden'>): RequestState {
  if (fact.fact === 'turn_held') return { ...state, held: { freezes: fact.freezes, until: fact.until } };
  const { freezes, reason, by, at } = fact;
  return { ...state, held: { freezes, until: state.held?.until ?? at, overridden: { by, reason, at } } };
}

/** An override counts for one turn. */
export function forgetHeld<S extends RequestCommon>({ held: _held, ...state }: S): Omit<S, 'held'> {
  return state;
}
