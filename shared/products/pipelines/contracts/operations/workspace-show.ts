import { z } from 'zod';
import { defineOperation } from '#contexts/access/contracts/define-operation.ts';
import { workspace } from '#products/pipelines/contracts/operation-fields.ts';

export const workspaceShow = defineOperation(z.strictObject({ operation: z.literal('workspace_show'), workspace }), {
  permission: 'workspaces.read',
  on: ({ workspace }) => ({ workspace }),
})({
  words: ['workspaces', 'show'],
  positional: ['name'],
  options: {},
  about: 'show one workspace',
  make: ({ positional: [name = ''] }) => ({ operation: 'workspace_show', workspace: name }),
});
