import { z } from 'zod';
import { requestId, why } from '#products/rehearsal/contracts/operation-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { requestShown } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** C5. */
export const requestDefer = defineOperation(
  z.strictObject({
    operation: z.literal('request_defer'),
    id: requestId,
    release: z
      .string()
      .trim()
      .min(1, 'must be the name of a release')
      .max(200)
      .meta({ examples: ['3.4.2'] }),
    why,
  }),
  {
    route: { method: 'POST', path: '/requests/{id}/defer', summary: 'Move it to a later release' },
    answer: requestShown,
    permission: 'releases.change',
    on: everywhere,
  },
)({
  words: ['requests', 'defer'],
  positional: ['id'],
  options: { to: 'value', why: 'value' },
  about: 'move it to a later release (--to), for a reason that its contributor is told; its review and its tests go on',
  make: ({ positional: [id = ''], options: { to, why }, problem }) => ({
    operation: 'request_defer',
    id,
    release: needed(to, '--to', problem),
    why: needed(why, '--why', problem),
  }),
});
