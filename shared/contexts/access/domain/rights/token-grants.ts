import { isOwnTokenPermission, isTokenPermission, type PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import { placeKinds, type Place } from '#contexts/access/domain/rights/place.ts';
import type { Grant } from '#contexts/access/domain/rights/principal.ts';
import type { TokenScope } from '#contexts/access/domain/token/state.ts';

/** What tokens of programs may that were made before tokens had scopes: what those programs see by their own doors, and no more. */
const BEFORE_SCOPES: readonly PermissionName[] = ['backends.read', 'operations.read', 'runs.cancel', 'runs.read'];

/** P1. What a program may by its token. A permission that there is no more gives nothing. */
export function grantsOfToken({ backends, scope }: { backends: readonly string[]; scope?: TokenScope | undefined }): Grant[] {
  const permissions = new Set<PermissionName>(scope === undefined ? BEFORE_SCOPES : scope.permissions.filter(isTokenPermission));
  const places: ('all' | Place)[] =
    scope?.everywhere === true
      ? ['all']
      : [...backends.map((backend) => ({ backend })), ...(scope?.workspaces ?? []).map((workspace) => ({ workspace }))];
  return places.map((at) => ({ role: 'token', permissions, at, from: 'token' }));
}

type OfToken = Parameters<typeof grantsOfToken>[0];

/** W4. What a person's own token gives: what it says, as far as they have it themselves at this moment. */
export function grantsOfOwnToken(token: OfToken, held: readonly Grant[]): Grant[] {
  return grantsOfToken(token).flatMap((given) =>
    held.flatMap((own): Grant[] => {
      const at = meet(given.at, own.at);
      const both = [...given.permissions].filter((name) => isOwnTokenPermission(name) && own.permissions.has(name));
      return at === undefined || both.length === 0 ? [] : [{ role: own.role, permissions: new Set(both), at, from: 'token' }];
    }),
  );
}

/** What lies at both; undefined where nothing can. */
function meet(a: 'all' | Place, b: 'all' | Place): 'all' | Place | undefined {
  if (a === 'all') return b;
  if (b === 'all') return a;
  const differ = placeKinds.some((kind) => a[kind] !== undefined && b[kind] !== undefined && a[kind] !== b[kind]);
  return differ ? undefined : { ...a, ...b };
}
