import { z } from 'zod';
import { releaseList } from '#products/rehearsal/contracts/answers/calendar.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const releasesList = defineOperation(z.strictObject({ operation: z.literal('releases_list') }), {
  route: { method: 'GET', path: '/releases', summary: 'List the rows of the release calendar' },
  answer: releaseList,
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
