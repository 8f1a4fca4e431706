import { z } from 'zod';
import { workspaceShown } from '#products/pipelines/contracts/answers/workspaces.ts';
import { defineOperation } from '#contexts/access/contracts/define-operation.ts';
import { workspace } from '#products/pipelines/contracts/operation-fields.ts';

export const workspaceShow = defineOperation(z.strictObject({ operation: z.literal('workspace_show'), workspace }), {
  route: { method: 'GET', path: '/workspaces/{workspace}', summary: 'Show one workspace' },
  answer: workspaceShown,
  permission: 'workspaces.read',
  on: ({ workspace }) => ({ workspace }),
})({
  words: ['workspaces', 'show'],
  positional: ['name'],
  options: {},
  about: 'show one workspace',
  make: ({ positional: [name = ''] }) => ({ operation: 'workspace_show', workspace: name }),
});
