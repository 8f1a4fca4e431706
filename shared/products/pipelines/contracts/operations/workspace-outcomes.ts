import { z } from 'zod';
import { outcomePage } from '#products/pipelines/contracts/answers/workspaces.ts';
import { defineOperation } from '#contexts/access/contracts/define-operation.ts';
import { afterOf, limited, limitOf, needed } from '#contexts/access/contracts/operation-options.ts';
import { limit, workspace } from '#products/pipelines/contracts/operation-fields.ts';

export const workspaceOutcomes = defineOperation(
  z.strictObject({
    operation: z.literal('workspace_outcomes'),
    workspace,
    backend: z.string().max(100),
    limit,
    /** `id`: the last action of the page before. */
    after: z.strictObject({ value: z.number(), id: z.string().max(300) }).optional(),
  }),
  {
    route: {
      method: 'GET',
      path: '/workspaces/{workspace}/outcomes',
      summary: 'Show the newest outcome of each of its actions on a backend',
    },
    answer: outcomePage,
    permission: 'workspaces.read',
    on: ({ workspace }) => ({ workspace }),
  },
)({
  words: ['workspaces', 'outcomes'],
  positional: ['name'],
  options: { on: 'value', ...limited, after: 'value' },
  about: 'show the newest outcome of each action of a workspace on a backend (--on)',
  make: ({ positional: [name = ''], options, problem }) => ({
    operation: 'workspace_outcomes',
    workspace: name,
    backend: needed(options['on'], '--on', problem),
    ...limitOf(options, problem),
    ...afterOf(options['after'], problem),
  }),
});
