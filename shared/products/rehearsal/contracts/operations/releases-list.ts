import { z } from 'zod';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const releasesList = defineOperation(z.strictObject({ operation: z.literal('releases_list') }), {
  permission: 'releases.read',
  on: everywhere,
})({
  words: ['releases'],
  also: ['releases', 'list'],
  positional: [],
  options: {},
  about: 'list the rows of the release calendar',
  make: () => ({ operation: 'releases_list' }),
});
