import { z } from 'zod';
import { permissionNames } from '#contexts/access/domain/rights/permissions.ts';

/** A name that can stand beside those of the house. */
export const roleName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be the name of a role: lower-case letters, digits and _, at most 40');

const roleSettings = z.strictObject({
  about: z.string().trim().min(1).max(200).default('of this installation').describe('what it is for, as pages say it'),
  permissions: z
    .array(z.enum(permissionNames))
    .min(1, 'must hold a permission')
    .describe('what whoever has it may do, of the [permissions](permissions.md)'),
});

/** W4. Over those of the house, by their names. */
export const rolesSettings = z
  .record(roleName, roleSettings)
  .describe(
    'roles of this installation, by their names; one of the house is replaced: `{ "on_call": { "about": "looks after backends", "permissions": ["backends.read", "backends.switch"] } }`',
  );
