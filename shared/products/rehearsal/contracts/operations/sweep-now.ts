import { z } from 'zod';
import { swept } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const sweepNow = defineOperation(z.strictObject({ operation: z.literal('sweep_now') }), {
  route: { method: 'POST', path: '/sweep', summary: 'Sweep now' },
  answer: swept,
  permission: 'sweep.run',
  on: everywhere,
})({
  words: ['sweep', 'now'],
  positional: [],
  options: {},
  about: 'sweep now',
  make: () => ({ operation: 'sweep_now' }),
});
