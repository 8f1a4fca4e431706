import { z } from 'zod';
import { workspacePage } from '#products/pipelines/contracts/answers/workspaces.ts';
import { anywhere, defineOperation } from '#contexts/access/contracts/define-operation.ts';
import { afterOf, limited, limitOf } from '#contexts/access/contracts/operation-options.ts';
import { limit, workspace } from '#products/pipelines/contracts/operation-fields.ts';

export const workspacesList = defineOperation(
  z.strictObject({
    operation: z.literal('workspaces_list'),
    archived: z.boolean().default(false),
    limit,
    after: z.strictObject({ value: z.number(), id: workspace }).optional(),
  }),
  {
    route: { method: 'GET', path: '/workspaces', summary: 'List workspaces, newest first' },
    answer: workspacePage,
    permission: 'workspaces.read',
    on: anywhere,
  },
)({
  words: ['workspaces', 'list'],
  positional: [],
  options: { archived: 'flag', ...limited, after: 'value' },
  about: 'list workspaces, newest first; --archived: those that take no new runs',
  make: ({ options, problem }) => ({
    operation: 'workspaces_list',
    archived: options['archived'] !== undefined,
    ...limitOf(options, problem),
    ...afterOf(options['after'], problem),
  }),
});
