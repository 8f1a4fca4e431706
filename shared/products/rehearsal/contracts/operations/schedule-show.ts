import { z } from 'zod';
import { scheduleName } from '#products/rehearsal/contracts/schedule-fields.ts';
import { scheduleShown } from '#products/rehearsal/contracts/answers/calendar.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** O7. */
export const scheduleShow = defineOperation(z.strictObject({ operation: z.literal('schedule_show'), name: scheduleName }), {
  route: { method: 'GET', path: '/schedules/{name}', summary: 'Show a schedule and its next times' },
  answer: scheduleShown,
  permission: 'schedules.read',
  on: everywhere,
})({
  words: ['schedules', 'show'],
  positional: ['name'],
  options: {},
  about: 'show a schedule, its next times and what became of the last ones',
  make: ({ positional: [name = ''] }) => ({ operation: 'schedule_show', name }),
});
