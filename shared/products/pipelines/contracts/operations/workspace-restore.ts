import { z } from 'zod';
import { defineOperation } from '#contexts/access/contracts/define-operation.ts';
import { workspace } from '#products/pipelines/contracts/operation-fields.ts';

export const workspaceRestore = defineOperation(z.strictObject({ operation: z.literal('workspace_restore'), workspace }), {
  permission: 'workspaces.manage',
  on: ({ workspace }) => ({ workspace }),
})({
  words: ['workspaces', 'restore'],
  positional: ['name'],
  options: {},
  about: 'let an archived workspace take new runs again',
  make: ({ positional: [name = ''] }) => ({ operation: 'workspace_restore', workspace: name }),
});
