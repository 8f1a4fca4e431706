import { z } from 'zod';
import { runPage } from '#products/pipelines/contracts/answers/runs.ts';
import { anywhere, defineOperation } from '#contexts/access/contracts/define-operation.ts';
import { afterOf, limited, limitOf } from '#contexts/access/contracts/operation-options.ts';
import { limit, run } from '#products/pipelines/contracts/operation-fields.ts';

export const runsList = defineOperation(
  z.strictObject({
    operation: z.literal('runs_list'),
    limit,
    after: z.strictObject({ value: z.number(), id: run }).optional(),
  }),
  {
    route: { method: 'GET', path: '/runs', summary: 'List runs of pipelines, newest first' },
    answer: runPage,
    permission: 'runs.read',
    on: anywhere,
  },
)({
  words: ['runs', 'list'],
  positional: [],
  options: { ...limited, after: 'value' },
  about: 'list runs of pipelines, newest first',
  make: ({ options, problem }) => ({ operation: 'runs_list', ...limitOf(options, problem), ...afterOf(options['after'], problem) }),
});
