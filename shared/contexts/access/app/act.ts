import type { Authorized } from '#contexts/access/app/authorize.ts';
import type { LinkClaims } from '#kernel/questions/claims.ts';
import { acting, type Act, type Acting } from '#kernel/act.ts';
import { may } from '#contexts/access/domain/rights/may.ts';
import type { PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import { kindsOf } from '#contexts/access/domain/rights/place.ts';
import type { Grant, Principal } from '#contexts/access/domain/rights/principal.ts';

/** W5. What the record says of whoever was let do something, and why. */
function actOf(who: Principal, { permission, because, actedFor = who.actingFor }: Authorized): Act {
  return {
    ...from(who),
    permission,
    because: { role: because.role, at: placeText(because.at), from: because.from },
    ...(actedFor === undefined ? {} : { actedFor: `person:${actedFor}` }),
  };
}

/** The same system, in whose every commit stands that somebody was let do this. */
export function actingAs<S extends Acting>(system: S, who: Principal, authorized: Authorized): S {
  return acting(system, actOf(who, authorized));
}

/** That somebody was not let do it is their act, too. */
export function actingRefused<S extends Acting>(system: S, who: Principal, permission: PermissionName): S {
  return acting(system, { ...from(who), permission });
}

/** Who looks at a page that they may see. */
export function actingToSee<S extends Acting>(system: S, who: Principal, permission: PermissionName): S {
  const answer = may(who, permission, {});
  return answer.allowed
    ? actingAs(system, who, { permission, place: {}, because: answer.because })
    : actingRefused(system, who, permission);
}

/** By a link of their own: what it lets them do, it says itself. */
export function actingByLink<S extends Acting>(system: S, { person }: Pick<LinkClaims, 'person'>): S {
  return acting(system, { who: person === 'contributor' ? 'contributor' : `person:${person}`, door: 'link' });
}

function from(who: Principal): Act {
  const { door, session, token } = who;
  return {
    who: named(who),
    door,
    ...(session === undefined ? {} : { session }),
    ...(token === undefined ? {} : { token }),
  };
}

function named({ kind, id }: Pick<Principal, 'kind' | 'id'>): string {
  return `${kind}:${id}`;
}

function placeText(at: Grant['at']): string {
  return at === 'all'
    ? 'all'
    : kindsOf(at)
        .map((kind) => `${kind}:${at[kind]}`)
        .join(' ');
}
