import type { Keyring } from '#contexts/access/app/keyring.ts';
import type { VerifiedToken } from '#contexts/access/app/verify-token.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { grantsOfToken } from '#contexts/access/domain/rights/token-grants.ts';
import type { WhoIs } from '#doors/who-is.ts';

/** P1, P7. Everybody who is known otherwise, and programs by their tokens. */
export function orPrograms(whoIs: WhoIs, keyring: Keyring): WhoIs {
  return async (request) => (await whoIs(request)) ?? clientOf(await keyring.verify(request.headers.authorization));
}

/** P1. A program by its token; an agent asks at its own door. */
export function clientOf(token: VerifiedToken | undefined): Principal | undefined {
  if (token?.kind !== 'client') return undefined;
  const { id, number } = token;
  const name = id.replace(/^client\./, '');
  return { kind: 'client', id: name, name, grants: grantsOfToken(token), door: 'token', token: `${id}.${number}` };
}
