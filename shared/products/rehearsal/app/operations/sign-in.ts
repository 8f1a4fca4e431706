import { noteOwn } from '#contexts/access/app/note-own.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';

/** X6, W5. */
export const signIn: Operation<'sign_in'> = async (system, { signInUrl, newId }) => {
  const url = signInUrl?.();
  if (url === undefined) return { refused: 'not_found', detail: 'nobody can be signed in here' };
  await noteOwn(kernelOf(system), `sign-in-key:${newId()}`, { command: 'note_sign_in_key' });
  return { done: { facts: { open: url } } };
};
