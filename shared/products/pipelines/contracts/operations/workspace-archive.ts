import { z } from 'zod';
import { workspaceShown } from '#products/pipelines/contracts/answers/workspaces.ts';
import { defineOperation } from '#contexts/access/contracts/define-operation.ts';
import { needed } from '#contexts/access/contracts/operation-options.ts';
import { why, workspace } from '#products/pipelines/contracts/operation-fields.ts';

export const workspaceArchive = defineOperation(z.strictObject({ operation: z.literal('workspace_archive'), workspace, why }), {
  route: { method: 'POST', path: '/workspaces/{workspace}/archive', summary: 'Let it take no new runs; what it has stays' },
  answer: workspaceShown,
  permission: 'workspaces.manage',
  on: ({ workspace }) => ({ workspace }),
})({
  words: ['workspaces', 'archive'],
  positional: ['name'],
  options: { why: 'value' },
  about: 'let a workspace take no new runs; what it has stays',
  make: ({ positional: [name = ''], options, problem }) => ({
    operation: 'workspace_archive',
    workspace: name,
    why: needed(options['why'], '--why', problem),
  }),
});
