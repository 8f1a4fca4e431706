import type { Via } from '#contexts/intake/domain/parts/requested.ts';
import type { Contributor } from '#contexts/intake/domain/submission.ts';

/**
 * I16. Whether the address is still to be asked for. Our own form page knows nobody, whatever it was sent; who asks by the API is known, and
 * the address only where it is theirs. A signed form speaks for its
 * sender, unless it says itself that the address was only typed; one that says nothing is of a sender from before it could be said.
 */
export function mustBeAsked(via: Via, { emailVerified }: Pick<Contributor, 'emailVerified'>): boolean {
  return via === 'form' || (via === 'api' ? emailVerified !== true : emailVerified === false);
}
