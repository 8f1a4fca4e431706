import { isWithin, placesOf } from '#contexts/access/domain/rights/may.ts';
import type { PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import type { Place } from '#contexts/access/domain/rights/place.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';

/** W4. The filter of a list: what lies where somebody may see it. Left out, somebody else has asked that already. */
export function inSight(who: Principal | undefined, permission: PermissionName): (place: Place) => boolean {
  const places = who === undefined ? 'all' : placesOf(who, permission);
  return (place) => isWithin(places, place);
}
