import { z } from 'zod';
import { onHolder } from '#contexts/access/domain/rights/own-tokens.ts';
import { days, holder } from '#products/rehearsal/contracts/operation-fields.ts';
import { wholeOf } from '#products/rehearsal/contracts/operation-options.ts';
import { tokenMade } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

/** B10. Without `hours` the old one stays until it is revoked. */
export const tokenRotate = defineOperation(
  z.strictObject({
    operation: z.literal('token_rotate'),
    holder,
    days: days.optional(),
    hours: z.int().min(1).max(9999).optional(),
  }),
  {
    route: {
      method: 'POST',
      path: '/tokens/{holder}/rotate',
      summary: 'Make a second token like the newest',
      creates: true,
      secret: 'token',
    },
    answer: tokenMade,
    permission: 'tokens.manage',
    on: onHolder,
  },
)({
  words: ['tokens', 'rotate'],
  positional: ['holder'],
  options: { days: 'value', 'old-hours': 'value' },
  about: 'make a second one like the newest; the old one stays valid until it is revoked, or for --old-hours',
  make: ({ positional: [holder = ''], options, problem }) => ({
    operation: 'token_rotate',
    holder,
    ...wholeOf('days', 'days', options, problem),
    ...wholeOf('old-hours', 'hours', options, problem),
  }),
});
