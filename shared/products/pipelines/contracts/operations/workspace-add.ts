import { z } from 'zod';
import { workspaceMade } from '#products/pipelines/contracts/answers/workspaces.ts';
import { defineOperation } from '#contexts/access/contracts/define-operation.ts';
import { namesOf, needed } from '#contexts/access/contracts/operation-options.ts';
import { people, workspace } from '#products/pipelines/contracts/operation-fields.ts';

export const workspaceAdd = defineOperation(
  z.strictObject({
    operation: z.literal('workspace_add'),
    workspace,
    repository: z.string().max(201),
    branch: z.string().max(200),
    purpose: z.string().max(500),
    people,
  }),
  {
    route: { method: 'POST', path: '/workspaces', summary: 'Make a workspace for one branch of a repository', creates: true },
    answer: workspaceMade,
    permission: 'workspaces.manage',
    on: ({ workspace }) => ({ workspace }),
  },
)({
  words: ['workspaces', 'add'],
  positional: ['name'],
  options: { repository: 'value', branch: 'value', purpose: 'value', people: 'value' },
  about: 'make a workspace for one branch of a repository (owner/name), for one purpose and these people',
  make: ({ positional: [name = ''], options, problem }) => ({
    operation: 'workspace_add',
    workspace: name,
    repository: needed(options['repository'], '--repository', problem),
    branch: options['branch'] ?? 'main',
    purpose: needed(options['purpose'], '--purpose', problem),
    people: namesOf(options['people']),
  }),
});
