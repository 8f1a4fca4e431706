import { z } from 'zod';
import { signInLink } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const signIn = defineOperation(z.strictObject({ operation: z.literal('sign_in') }), {
  route: {
    method: 'POST',
    path: '/sign-in-links',
    looksUp: true,
    secret: 'open',
    summary: 'Make an address that opens the board signed in, for five minutes',
  },
  answer: signInLink,
  permission: 'sessions.open',
  on: everywhere,
})({
  words: ['sign-in'],
  positional: [],
  options: {},
  about: 'print an address that opens the board signed in, for five minutes',
  make: () => ({ operation: 'sign_in' }),
});
