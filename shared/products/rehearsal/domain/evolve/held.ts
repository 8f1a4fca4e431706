import type { Gated } from '#contexts/gates/domain/parts/gated.ts';

/** Whoever looks at the gates from the beginning is held by none of them. */
export function forgetFallen<S extends Gated>({ fallen: _fallen, ...state }: S): Omit<S, 'fallen'> {
  return state;
}
