import { inSight } from '#contexts/access/app/in-sight.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { maySomewhere } from '#contexts/access/domain/rights/may.ts';
import { isTokenPermission, permissionNames } from '#contexts/access/domain/rights/permissions.ts';
import { rolesWith } from '#contexts/access/domain/rights/roles.ts';
import type { Choices } from '#contexts/access/pages/asking/choices.ts';
import { backendSlugs } from '#contexts/backends/app/named.ts';
import { choosableReleases } from '#contexts/calendar/domain/named.ts';
import type { Installation } from './installation.ts';

/** Workspaces in one list. */
const MOST = 100;

/** What forms can name here, of what the reader may see. */
export function choicesHere(system: Installation['system']): (who: Principal) => Promise<Choices> {
  return async (who) => {
    const seesBackend = inSight(who, 'backends.read');
    const seesWorkspace = inSight(who, 'workspaces.read');
    const [slugs, found] = await Promise.all([
      backendSlugs(system),
      system.store.query({ index: 'workspacesNewest', equal: { isArchived: false }, limit: MOST }),
    ]);
    const backends = slugs.filter((backend) => seesBackend({ backend }));
    const names = found.map(({ document: { name } }) => name).filter((workspace) => seesWorkspace({ workspace }));
    const workspaces = names.toSorted();
    const now = await system.store.now();
    const release = choosableReleases(system.rules, now).flatMap(({ name, hardCutoff }) => (hardCutoff > now ? [name] : []));
    const role = Object.keys(system.rules.roles ?? rolesWith());
    // Nobody gives more than they have.
    const permissions = permissionNames.filter((name) => isTokenPermission(name) && maySomewhere(who, name).allowed);
    return { permissions, backend: backends, backends, workspace: workspaces, workspaces, role, release };
  };
}
