import { z } from 'zod';
import { requestId, why } from '#products/rehearsal/contracts/operation-fields.ts';
import { requestShown } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

/** I19. At a pull request, or in the place of the request that is there. */
export const requestContinue = defineOperation(
  z
    .strictObject({
      operation: z.literal('request_continue'),
      id: requestId,
      at: z.string().min(1).max(500).optional(),
      inPlaceOf: requestId.optional(),
      why: why.optional(),
    })
    .refine(
      ({ at, inPlaceOf }) => (at === undefined) !== (inPlaceOf === undefined),
      'give either the address of a pull request (--at) or the id of the request there (--in-place-of), not both',
    ),
  {
    route: {
      method: 'POST',
      path: '/requests/{id}/continue',
      example: { at: 'https://github.com/oppia/oppia/pull/123' },
      summary: 'Let it go on at another pull request, or in the place of a newer request',
    },
    answer: requestShown,
    permission: 'requests.change',
    on: ({ id }) => ({ of: { kind: 'request', id } }),
  },
)({
  words: ['requests', 'continue'],
  positional: ['id'],
  options: { at: 'value', 'in-place-of': 'value', why: 'value' },
  about: 'move a request to another pull request (--at its address), or let it replace the request there (--in-place-of its id)',
  make: ({ positional: [id = ''], options: { at, why, 'in-place-of': inPlaceOf } }) => ({
    operation: 'request_continue',
    id,
    ...(at === undefined ? {} : { at }),
    ...(inPlaceOf === undefined ? {} : { inPlaceOf }),
    ...(why === undefined ? {} : { why }),
  }),
});
