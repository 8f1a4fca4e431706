import { z } from 'zod';
import { onToken } from '#contexts/access/domain/rights/own-tokens.ts';
import { token } from '#products/rehearsal/contracts/operation-fields.ts';
import { tokenRevoked } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const tokenRevoke = defineOperation(z.strictObject({ operation: z.literal('token_revoke'), token }), {
  route: { method: 'DELETE', path: '/tokens/{token}', summary: 'End a token at once' },
  answer: tokenRevoked,
  permission: 'tokens.manage',
  on: onToken,
})({
  words: ['tokens', 'revoke'],
  positional: ['token'],
  options: {},
  about: 'end one at once: what holds it is let in no more',
  make: ({ positional: [token = ''] }) => ({ operation: 'token_revoke', token }),
});
