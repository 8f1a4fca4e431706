import { z } from 'zod';
import { scheduleName } from '#products/rehearsal/contracts/schedule-fields.ts';
import { scheduleShown } from '#products/rehearsal/contracts/answers/calendar.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** O7. */
export const scheduleResume = defineOperation(z.strictObject({ operation: z.literal('schedule_resume'), name: scheduleName }), {
  route: { method: 'POST', path: '/schedules/{name}/resume', summary: 'Let it go on' },
  answer: scheduleShown,
  permission: 'schedules.change',
  on: everywhere,
})({
  words: ['schedules', 'resume'],
  positional: ['name'],
  options: {},
  about: 'let a paused schedule go on: what fell into the pause is not made good',
  make: ({ positional: [name = ''] }) => ({
    operation: 'schedule_resume',
    name,
  }),
});
