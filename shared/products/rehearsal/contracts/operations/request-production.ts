import { z } from 'zod';
import { requestId } from '#products/rehearsal/contracts/operation-fields.ts';
import { requestShown } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';
import { productionOutcomes } from '#products/rehearsal/domain/kept/production.ts';

/** A9. */
export const requestProduction = defineOperation(
  z.strictObject({
    operation: z.literal('request_production'),
    id: requestId,
    step: z.string().min(1).max(200),
    outcome: z.enum(productionOutcomes),
    why: z.string().trim().max(4_000).optional(),
  }),
  {
    route: { method: 'POST', path: '/requests/{id}/production', summary: 'Record what became of an approved job in production' },
    answer: requestShown,
    permission: 'requests.record',
    on: ({ id }) => ({ of: { kind: 'request', id } }),
  },
)({
  words: ['requests', 'production'],
  positional: ['id', 'step', 'outcome'],
  options: { why: 'value' },
  about: 'record what happened to an approved job in production: run, failed or not_run; --why gives the error',
  make: ({ positional: [id = '', step = '', outcome = ''], options: { why } }) => ({
    operation: 'request_production',
    id,
    step,
    // What is no outcome is refused by name where it is read.
    outcome: outcome as 'run',
    ...(why === undefined ? {} : { why }),
  }),
});
