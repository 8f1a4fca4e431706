import { z } from 'zod';
import { rolesTold } from '#products/rehearsal/contracts/answers/people.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** W4. */
export const rolesList = defineOperation(z.strictObject({ operation: z.literal('roles_list') }), {
  route: { method: 'GET', path: '/roles', summary: 'List the roles, and what each may' },
  answer: rolesTold,
  permission: 'people.read',
  on: everywhere,
})({
  words: ['roles', 'list'],
  also: ['roles'],
  positional: [],
  options: {},
  about: 'list the roles, and what each may',
  make: () => ({ operation: 'roles_list' }),
});
