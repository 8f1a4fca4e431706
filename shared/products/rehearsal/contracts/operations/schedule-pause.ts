import { z } from 'zod';
import { why } from '#products/rehearsal/contracts/operation-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { scheduleName } from '#products/rehearsal/contracts/schedule-fields.ts';
import { scheduleShown } from '#products/rehearsal/contracts/answers/calendar.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** O7. */
export const schedulePause = defineOperation(z.strictObject({ operation: z.literal('schedule_pause'), name: scheduleName, why }), {
  route: { method: 'POST', path: '/schedules/{name}/pause', summary: 'Start nothing by it until it is resumed' },
  answer: scheduleShown,
  permission: 'schedules.change',
  on: everywhere,
})({
  words: ['schedules', 'pause'],
  positional: ['name'],
  options: { why: 'value' },
  about: 'start nothing by a schedule until it is resumed',
  make: ({ positional: [name = ''], options, problem }) => ({
    operation: 'schedule_pause',
    name,
    why: needed(options['why'], '--why', problem),
  }),
});
