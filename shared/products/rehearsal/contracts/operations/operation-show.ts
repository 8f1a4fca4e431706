import { z } from 'zod';
import { listedId } from '#products/rehearsal/contracts/operation-fields.ts';
import { operationShown } from '#products/rehearsal/contracts/answers/operations.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

/** O6. */
export const operationShow = defineOperation(z.strictObject({ operation: z.literal('operation_show'), id: listedId }), {
  route: { method: 'GET', path: '/operations/{id}', summary: 'Show one operation' },
  answer: operationShown,
  permission: 'operations.read',
  on: ({ id }) => ({ of: { kind: 'operation', id } }),
})({
  words: ['operations', 'show'],
  positional: ['id'],
  options: {},
  about: 'show one, by its id or that of one of its attempts, and which command says more',
  make: ({ positional: [id = ''] }) => ({ operation: 'operation_show', id }),
});
