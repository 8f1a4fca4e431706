import { isPermission, permissionNames, type PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import { canBeAt } from '#contexts/access/domain/rights/may.ts';
import { inWords, kindsOf, placeKinds, type Place } from '#contexts/access/domain/rights/place.ts';
import { houseRoles } from '#contexts/access/domain/rights/roles.ts';
import type { SettingsProblem } from './problems.ts';

/** As far as it can be read. */
type Given = string | { [key: string]: unknown; role?: string | undefined };

interface Sketch {
  people: readonly { roles: readonly Given[] }[];
  roles: Readonly<Record<string, { permissions: readonly string[] }>>;
}

/** Operators can do the rest, whoever is in the settings. */
const byPeopleAlone = permissionNames.filter((name) => !houseRoles.operator.permissions.some((held) => held === name));

/** W4. Roles that nobody knows or that give nothing where they are given, and what nobody could do: with these nothing starts. */
export function rightProblems({ people, roles }: Sketch): SettingsProblem[] {
  const heldBy = permissionsBy(roles);
  const ofPeople = people.flatMap((person, index) =>
    person.roles.flatMap((given, at) => {
      const path = `people[${index}].roles[${at}]`;
      const role = nameOf(given);
      if (role === '') return [];
      const held = heldBy.get(role);
      if (held === undefined)
        return [{ path: typeof given === 'string' ? path : `${path}.role`, message: `must be one of: ${[...heldBy.keys()].join(', ')}` }];
      const place = typeof given === 'string' ? 'all' : placeOf(given);
      // What names no place is said by its schema.
      if (place !== 'all' && kindsOf(place).length === 0) return [];
      if (held.some((name) => canBeAt(name, place))) return [];
      return [
        { path, message: `gives nothing ${place === 'all' ? 'at all' : inWords(place)}: none of what ${role} may do can be given there` },
      ];
    }),
  );
  return [...ofPeople, ...(people.length === 0 ? [] : byNobody(people, heldBy))];
}

function byNobody(people: Sketch['people'], heldBy: ReadonlyMap<string, readonly PermissionName[]>): SettingsProblem[] {
  const forAll = new Set(people.flatMap(({ roles }) => roles.filter((given) => typeof given === 'string')));
  const missing = byPeopleAlone.filter((name) => ![...forAll].some((role) => heldBy.get(role)?.includes(name) === true));
  return missing.map((name) => ({ path: 'people', message: `must have somebody with a role that holds ${name}, given for all` }));
}

function permissionsBy(own: Sketch['roles']): Map<string, readonly PermissionName[]> {
  const all = Object.entries<{ permissions: readonly string[] }>({ ...houseRoles, ...own });
  return new Map(all.map(([role, { permissions }]) => [role, permissions.filter(isPermission)]));
}

function nameOf(given: Given): string {
  return typeof given === 'string' ? given : (given.role ?? '');
}

function placeOf(given: Exclude<Given, string>): Place {
  return Object.fromEntries(placeKinds.flatMap((kind) => (typeof given[kind] === 'string' ? [[kind, given[kind]]] : [])));
}
