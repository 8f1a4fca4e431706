import type { AccountGrant } from '#contexts/access/domain/account/right.ts';
import type { Session } from '#contexts/access/domain/account/session.ts';
import type { Person, RoleGiven } from '#contexts/access/domain/people.ts';
import { grantOfOwn } from '#contexts/access/domain/rights/own-tokens.ts';
import { placeKinds, type Place } from '#contexts/access/domain/rights/place.ts';
import type { Grant, Principal } from '#contexts/access/domain/rights/principal.ts';
import { rolesWith, type RoleTable } from '#contexts/access/domain/rights/roles.ts';

/** What the settings give somebody. */
export function grantsOfSettings({ roles: given }: Pick<Person, 'roles'>, roles: RoleTable): Grant[] {
  return given.map((one) => grantOf(roles, roleIn(one), placeIn(one), 'settings'));
}

/** A role that no table knows any more gives nothing. */
export function grantOf(roles: RoleTable, role: string, at: 'all' | Place, from: Grant['from']): Grant {
  const permissions = Object.hasOwn(roles, role) ? (roles[role]?.permissions ?? []) : [];
  return { role, permissions: new Set(permissions), at, from };
}

/** E7. What operators have by their tokens; the settings can narrow the role, never take it away. */
export function operatorPrincipal(name: string, door: Principal['door'], roles: RoleTable = rolesWith()): Principal {
  return { kind: 'operator', id: name, name, grants: [grantOf(roles, 'operator', 'all', 'operator')], door };
}

/** W3. Somebody who is signed in: with what the settings give them, and what they were given beside. */
export function personPrincipal(
  {
    person,
    session,
    grants: more = [],
    timeZone,
  }: {
    person: Person;
    session: Pick<Session, 'number' | 'at'>;
    grants?: readonly AccountGrant[];
    timeZone?: string | undefined;
  },
  roles: RoleTable = rolesWith(),
): Principal {
  const { id, name } = person;
  const given = [...grantsOfSettings(person, roles), ...more.map(({ role, where }) => grantOf(roles, role, where, 'account'))];
  // Who may nothing has nothing to give.
  const grants = given.length === 0 ? [] : [...given, grantOfOwn(id)];
  const zone = timeZone === undefined ? {} : { timeZone };
  return { kind: 'person', id, name, grants, door: 'session', session: `${id}.${session.number}`, signedInAt: session.at, ...zone };
}

function roleIn(given: RoleGiven): string {
  return typeof given === 'string' ? given : given.role;
}

function placeIn(given: RoleGiven): 'all' | Place {
  if (typeof given === 'string') return 'all';
  return Object.fromEntries(placeKinds.flatMap((kind) => (given[kind] === undefined ? [] : [[kind, given[kind]]])));
}
