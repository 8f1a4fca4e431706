import { z } from 'zod';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const signIn = defineOperation(z.strictObject({ operation: z.literal('sign_in') }), { permission: 'sessions.open', on: everywhere })(
  {
    words: ['sign-in'],
    positional: [],
    options: {},
    about: 'print an address that opens the board signed in, for five minutes',
    make: () => ({ operation: 'sign_in' }),
  },
);
