import { z } from 'zod';
import { sweepShown } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const sweepShow = defineOperation(z.strictObject({ operation: z.literal('sweep_show') }), {
  route: { method: 'GET', path: '/sweep', summary: 'Show what the sweep last found' },
  answer: sweepShown,
  permission: 'sweep.read',
  on: everywhere,
})({
  words: ['sweep'],
  also: ['sweep', 'show'],
  positional: [],
  options: {},
  about: 'show what the sweep last found',
  make: () => ({ operation: 'sweep_show' }),
});
