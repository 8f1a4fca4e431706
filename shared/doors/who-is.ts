import type { IncomingMessage } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { RoleTable } from '#contexts/access/domain/rights/roles.ts';
import { operatorPrincipal, personPrincipal } from '#contexts/access/domain/rights/grants.ts';
import type { Visitors } from './visitors.ts';
import type { OperatorKeys } from './operator-keys.ts';

/** W4. Who sends this, as far as it proves; undefined for nobody known. What cannot be looked up is an error, never nobody. */
export type WhoIs = (request: Pick<IncomingMessage, 'headers'>) => Promise<Principal | undefined>;

/** By the token that was just shown. */
export function operatorWithToken(name: string, roles?: RoleTable): Principal {
  return operatorPrincipal(name, 'token', roles);
}

/** Those who operate, by their token. */
export function operatorsAlone(operators: Pick<OperatorKeys, 'whoIs'>, roles?: RoleTable): WhoIs {
  return async (request) => {
    const name = operators.whoIs(request);
    return name === undefined ? undefined : operatorPrincipal(name, 'token', roles);
  };
}

/** W3. And whoever is signed in by the session that their browser carries; a token that is shown goes before any cookie. */
export function whoComes(operators: Pick<OperatorKeys, 'whoIs'>, visitors: Pick<Visitors, 'find'>, roles?: RoleTable): WhoIs {
  const operator = operatorsAlone(operators, roles);
  return async (request) => {
    const visitor = request.headers.authorization === undefined ? await visitors.find(request) : undefined;
    if (visitor === undefined) return operator(request);
    const { formToken: proof, freshUntil, session, account } = visitor;
    const who =
      visitor.kind === 'person'
        ? personPrincipal(visitor, roles)
        : { ...operatorPrincipal(visitor.name, 'session', roles), session: `${account}.${session.number}`, signedInAt: session.at };
    return { ...who, proof, freshUntil };
  };
}
