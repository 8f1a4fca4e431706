import { isTokenPermission, type PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import type { Place } from '#contexts/access/domain/rights/place.ts';
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
