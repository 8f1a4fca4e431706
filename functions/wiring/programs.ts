import type { Keyring } from '#contexts/access/app/keyring.ts';
import { readPerson } from '#contexts/access/app/people.ts';
import type { VerifiedToken } from '#contexts/access/app/verify-token.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { grantsOfOwnToken, grantsOfToken } from '#contexts/access/domain/rights/token-grants.ts';
import type { WhoIs } from '#doors/who-is.ts';
import type { System } from './system.ts';

/** P1, P7. Everybody who is known otherwise, and programs by their tokens. */
export function orPrograms(system: System, whoIs: WhoIs, keyring: Keyring): WhoIs {
  return async (request) => (await whoIs(request)) ?? behindToken(system, await keyring.verify(request.headers.authorization));
}

/** P1. A program by its token, or a person by one of their own; an agent asks at its own door. */
export async function behindToken(system: System, token: VerifiedToken | undefined): Promise<Principal | undefined> {
  if (token?.kind === 'person') return personBehind(system, token);
  if (token?.kind !== 'client') return undefined;
  const name = nameIn(token);
  return { kind: 'client', id: name, name, grants: grantsOfToken(token), ...byToken(token) };
}

/** Whoever is not known any more opens nothing, and what was taken from somebody is taken from their tokens. */
async function personBehind(system: System, token: VerifiedToken): Promise<Principal | undefined> {
  const known = await readPerson(system, nameIn(token));
  if (known === undefined) return undefined;
  const { id, name } = known.person;
  return { kind: 'person', id, name, grants: grantsOfOwnToken(token, known.held), ...byToken(token) };
}

function nameIn({ id }: VerifiedToken): string {
  return id.slice(id.indexOf('.') + 1);
}

function byToken({ id, number }: VerifiedToken): Pick<Principal, 'door' | 'token'> {
  return { door: 'token', token: `${id}.${number}` };
}
