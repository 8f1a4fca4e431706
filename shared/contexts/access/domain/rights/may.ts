import { permissions, type PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import { kindsOf, lies, type Place } from '#contexts/access/domain/rights/place.ts';
import type { Grant, Principal } from '#contexts/access/domain/rights/principal.ts';

export type Allowed = { allowed: true; because: Grant };
export type Denied = { allowed: false; missing: PermissionName; place: Place };

type Holder = Pick<Principal, 'grants'>;

/** W4. The one question of every door. What no grant gives is denied. */
export function may(who: Holder, permission: PermissionName, place: Place): Allowed | Denied {
  const because = who.grants.find((grant) => gives(grant, permission) && lies(place, grant.at));
  return because === undefined ? { allowed: false, missing: permission, place } : { allowed: true, because };
}

/** Whether they may at some place at least. */
export function maySomewhere(who: Holder, permission: PermissionName): Allowed | Denied {
  const because = who.grants.find((grant) => gives(grant, permission));
  return because === undefined ? { allowed: false, missing: permission, place: {} } : { allowed: true, because };
}

/** Where somebody may: the filter of lists, which is the same rule as `may`. */
export function placesOf(who: Holder, permission: PermissionName): 'all' | Place[] {
  const places = who.grants.filter((grant) => gives(grant, permission)).map(({ at }) => at);
  return places.includes('all') ? 'all' : places.filter((at) => at !== 'all');
}

export function isWithin(places: 'all' | readonly Place[], place: Place): boolean {
  return places === 'all' || places.some((at) => lies(place, at));
}

/** A role that is given somewhere gives there what can be given there. */
function gives({ permissions: held, at }: Pick<Grant, 'permissions' | 'at'>, permission: PermissionName): boolean {
  return held.has(permission) && canBeAt(permission, at);
}

export function canBeAt(permission: PermissionName, at: 'all' | Place): boolean {
  if (at === 'all') return true;
  const kinds = kindsOf(at);
  return kinds.length > 0 && kinds.every((kind) => permissions[permission].at?.includes(kind) === true);
}
