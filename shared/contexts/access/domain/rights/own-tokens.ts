import type { On, Place } from '#contexts/access/domain/rights/place.ts';
import type { Grant } from '#contexts/access/domain/rights/principal.ts';
import type { Who } from '#contexts/access/domain/rights/record-name.ts';
import { holderId, holderNamed, tokenNamed, type TokenHolder } from '#contexts/access/domain/token/state.ts';

/** Where a holder's tokens are kept: a program's under its name, a person's under theirs. An agent's are the installation's. */
function placeOfHolder(holder: TokenHolder | undefined): Place {
  if (holder === undefined || holder.kind === 'agent') return {};
  return { client: holder.kind === 'client' ? holder.name : holderId(holder) };
}

/** W4. Where whoever makes a token must have the right to; an id that nobody was named by yet is nowhere in particular. */
export function onHolder({ holder }: { holder?: string | undefined }): On {
  return placeOfHolder(holderNamed(holder ?? ''));
}

export function onToken({ token }: { token?: string | undefined }): On {
  return placeOfHolder(tokenNamed(token ?? '')?.holder);
}

/** P1, W4. Everybody keeps their own tokens, and nobody else's. */
export function grantOfOwn(person: string): Grant {
  return {
    role: 'self',
    permissions: new Set(['tokens.manage']),
    at: placeOfHolder({ kind: 'person', name: person }),
    from: 'account',
  };
}

/** A token speaks for whoever holds it: only they themselves see one of theirs. */
export function isOfAnother(holder: TokenHolder, { kind, id }: Who): boolean {
  return holder.kind === 'person' && !(kind === 'person' && id === holder.name);
}
