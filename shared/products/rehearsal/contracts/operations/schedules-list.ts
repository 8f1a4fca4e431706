import { z } from 'zod';
import { limit, listedId } from '#products/rehearsal/contracts/operation-fields.ts';
import { afterOf, limited, limitOf } from '#products/rehearsal/contracts/operation-options.ts';
import { schedulePage } from '#products/rehearsal/contracts/answers/calendar.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** O7. */
export const schedulesList = defineOperation(
  z.strictObject({
    operation: z.literal('schedules_list'),
    ended: z.literal(true).optional(),
    limit,
    after: z.strictObject({ value: z.number(), id: listedId }).optional(),
  }),
  {
    route: { method: 'GET', path: '/schedules', summary: 'List schedules, the last changed first' },
    answer: schedulePage,
    permission: 'schedules.read',
    on: everywhere,
  },
)({
  words: ['schedules', 'list'],
  positional: [],
  options: { ended: 'flag', after: 'value', ...limited },
  about: 'list schedules, the last changed first; with --ended those that somebody removed',
  make: ({ options, problem }) => ({
    operation: 'schedules_list',
    ...('ended' in options ? { ended: true } : {}),
    ...limitOf(options, problem),
    ...afterOf(options['after'], problem),
  }),
});
