import type { RequestCommon, RequestState } from '#domain/request/state.ts';

/** G9. */
export function goesOn({ fallen: _fallen, ...state }: RequestState): RequestState {
  return state;
}

/** Whoever looks at the gates from the beginning is held by none of them. */
export function forgetFallen<S extends RequestCommon>({ fallen: _fallen, ...state }: S): Omit<S, 'fallen'> {
  return state;
}
