import type { IncomingMessage } from 'node:http';
import { operatorPrincipal } from '#contexts/access/domain/rights/grants.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { RoleTable } from '#contexts/access/domain/rights/roles.ts';
import type { OperatorKeys } from './operator-keys.ts';

/** W4. Who sends this, as far as it proves; undefined for nobody known. What cannot be looked up is an error, never nobody. */
export type WhoIs = (request: Pick<IncomingMessage, 'headers'>) => Promise<Principal | undefined>;

/** By the token that was just shown. */
export function operatorWithToken(name: string, roles?: RoleTable): Principal {
  return operatorPrincipal(name, 'token', roles);
}

/** Those who operate, by their token or a browser that they signed in. */
export function operatorsAlone(operators: Pick<OperatorKeys, 'whoIs'>, roles?: RoleTable): WhoIs {
  return async (request) => {
    const name = operators.whoIs(request);
    return name === undefined
      ? undefined
      : operatorPrincipal(name, request.headers.authorization === undefined ? 'session' : 'token', roles);
  };
}
