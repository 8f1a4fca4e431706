import { z } from 'zod';
import { workspaceShown } from '#products/pipelines/contracts/answers/workspaces.ts';
import { defineOperation } from '#contexts/access/contracts/define-operation.ts';
import { workspace } from '#products/pipelines/contracts/operation-fields.ts';

export const workspaceRestore = defineOperation(z.strictObject({ operation: z.literal('workspace_restore'), workspace }), {
  route: { method: 'POST', path: '/workspaces/{workspace}/restore', summary: 'Let it take new runs again' },
  answer: workspaceShown,
  permission: 'workspaces.manage',
  on: ({ workspace }) => ({ workspace }),
})({
  words: ['workspaces', 'restore'],
  positional: ['name'],
  options: {},
  about: 'let an archived workspace take new runs again',
  make: ({ positional: [name = ''] }) => ({ operation: 'workspace_restore', workspace: name }),
});
