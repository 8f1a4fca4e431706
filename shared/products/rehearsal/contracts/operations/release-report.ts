import { z } from 'zod';
import { numberOf } from '#products/rehearsal/contracts/operation-options.ts';
import { releaseReported } from '#products/rehearsal/contracts/answers/calendar.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

export const releaseReport = defineOperation(
  z.strictObject({
    operation: z.literal('release_report'),
    release: z.string().min(1).max(200),
    version: z.int().min(1).max(9999).optional(),
    part: z.int().min(1).max(999).optional(),
  }),
  {
    route: { method: 'GET', path: '/releases/{release}/report', summary: 'Show what is in a release, what missed it and what blocks it' },
    answer: releaseReported,
    permission: 'releases.read',
    on: everywhere,
  },
)({
  words: ['releases', 'report'],
  positional: ['release'],
  options: { version: 'value', part: 'value' },
  about: 'show what is in a release, what missed it and what blocks it',
  make: ({ positional: [release = ''], options, problem }) => ({
    operation: 'release_report',
    release,
    ...numberOf('version', options, problem),
    ...numberOf('part', options, problem),
  }),
});
