import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';

/** C8. */
export function held<S extends Allocated>(state: S, { freezes, until }: FactOf<'turn_held'>): S {
  return { ...state, held: { freezes, until } };
}

export function overridden<S extends Allocated>(state: S, { freezes, reason, by, at }: FactOf<'freeze_overridden'>): S {
  return { ...state, held: { freezes, until: state.held?.until ?? at, overridden: { by, reason, at } } };
}

/** An override counts for one turn. */
export function forgetHeld<S extends Allocated>({ held: _held, ...state }: S): Omit<S, 'held'> {
  return state;
}
