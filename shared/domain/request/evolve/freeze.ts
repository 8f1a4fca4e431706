import type { FactOf } from '#domain/request/facts.ts';
import type { RequestCommon, RequestState } from '#domain/request/state.ts';

/** C8. */
export function held(state: RequestState, { freezes, until }: FactOf<'turn_held'>): RequestState {
  return { ...state, held: { freezes, until } };
}

export function overridden(state: RequestState, { freezes, reason, by, at }: FactOf<'freeze_overridden'>): RequestState {
  return { ...state, held: { freezes, until: state.held?.until ?? at, overridden: { by, reason, at } } };
}

/** An override counts for one turn. */
export function forgetHeld<S extends RequestCommon>({ held: _held, ...state }: S): Omit<S, 'held'> {
  return state;
}
