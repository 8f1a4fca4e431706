import type { Operation } from '#products/rehearsal/app/operations/define.ts';

/** X6. */
export const signIn: Operation<'sign_in'> = async (_, { signInUrl }) => {
  const url = signInUrl?.();
  return url === undefined ? { refused: 'not_found', detail: 'nobody can be signed in here' } : { done: { facts: { open: url } } };
};
