import { z } from 'zod';
import { workspaceShown } from '#products/pipelines/contracts/answers/workspaces.ts';
import { defineOperation } from '#contexts/access/contracts/define-operation.ts';
import { namesOf } from '#contexts/access/contracts/operation-options.ts';
import { people, workspace } from '#products/pipelines/contracts/operation-fields.ts';

export const workspacePeople = defineOperation(
  z.strictObject({ operation: z.literal('workspace_people'), workspace, add: people.default([]), remove: people.default([]) }),
  {
    route: { method: 'POST', path: '/workspaces/{workspace}/people', summary: 'Say whose it is' },
    answer: workspaceShown,
    permission: 'workspaces.manage',
    on: ({ workspace }) => ({ workspace }),
  },
)({
  words: ['workspaces', 'people'],
  positional: ['name'],
  options: { add: 'value', remove: 'value' },
  about: 'say whose a workspace is: --add and --remove people by their ids, with commas between',
  make({ positional: [name = ''], options, problem }) {
    const [add, remove] = [namesOf(options['add']), namesOf(options['remove'])];
    if (add.length + remove.length === 0) problem('give --add or --remove');
    return { operation: 'workspace_people', workspace: name, add, remove };
  },
});
