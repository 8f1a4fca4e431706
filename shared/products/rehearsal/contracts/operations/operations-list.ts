import { z } from 'zod';
import { limit, listedId } from '#products/rehearsal/contracts/operation-fields.ts';
import { afterOf, limited, limitOf } from '#products/rehearsal/contracts/operation-options.ts';
import { filterFields, filterGiven, filterOptions } from '#products/rehearsal/contracts/operation-filter.ts';
import { operationPage } from '#products/rehearsal/contracts/answers/operations.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** O6. */
export const operationsList = defineOperation(
  z.strictObject({
    operation: z.literal('operations_list'),
    ...filterFields,
    limit,
    after: z.strictObject({ value: z.number(), id: listedId }).optional(),
  }),
  {
    route: {
      method: 'GET',
      path: '/operations',
      names: { called: 'name', at: 'backend', by: 'person' },
      summary: 'Find operations of every product, newest first',
    },
    answer: operationPage,
    permission: 'operations.read',
    on: everywhere,
  },
)({
  words: ['operations', 'list'],
  positional: [],
  options: { ...filterOptions, after: 'value', ...limited },
  about: 'find runs, steps and actions of every product, newest first, by any of these together; --since and --until are days or instants',
  make: ({ options, problem }) => ({
    operation: 'operations_list',
    ...filterGiven(options, problem),
    ...limitOf(options, problem),
    ...afterOf(options['after'], problem),
  }),
});
