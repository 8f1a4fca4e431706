import { z } from 'zod';
import { why } from '#products/rehearsal/contracts/operation-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { scheduleName } from '#products/rehearsal/contracts/schedule-fields.ts';
import { scheduleShown } from '#products/rehearsal/contracts/answers/calendar.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** O7. */
export const scheduleRemove = defineOperation(z.strictObject({ operation: z.literal('schedule_remove'), name: scheduleName, why }), {
  route: { method: 'POST', path: '/schedules/{name}/remove', summary: 'End it; its record stays' },
  answer: scheduleShown,
  permission: 'schedules.change',
  on: everywhere,
})({
  words: ['schedules', 'remove'],
  positional: ['name'],
  options: { why: 'value' },
  about: 'end a schedule; its record stays',
  make: ({ positional: [name = ''], options, problem }) => ({
    operation: 'schedule_remove',
    name,
    why: needed(options['why'], '--why', problem),
  }),
});
