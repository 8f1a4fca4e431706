import { operatorPrincipal, personPrincipal } from '#contexts/access/domain/rights/grants.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';

export function operatorCalled(name: string): Principal {
  return operatorPrincipal(name, 'token');
}

/** Signed in, just now. */
export function signedInAs(person: Person, at = 0): Principal {
  return personPrincipal({ person, session: { number: 1, at } });
}
