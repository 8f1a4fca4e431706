import { houseRoles, rolesWith } from '#contexts/access/domain/rights/roles.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

export const rolesList: Operation<'roles_list'> = async ({ rules: { roles = rolesWith() } }) => ({
  done: {
    rows: Object.entries(roles).map(([role, { about, permissions }]) => ({
      role,
      about,
      permissions: permissions.join(', '),
      from: Object.hasOwn(houseRoles, role) ? 'house' : 'settings',
    })),
  },
});
