import { z } from 'zod';
import { scheduleFields, scheduleGiven, scheduleName, scheduleOptions } from '#products/rehearsal/contracts/schedule-fields.ts';
import { scheduleShown } from '#products/rehearsal/contracts/answers/calendar.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** O7. What is left out stays. */
export const scheduleChange = defineOperation(
  z.strictObject({ operation: z.literal('schedule_change'), name: scheduleName, ...scheduleFields }),
  {
    route: { method: 'PATCH', path: '/schedules/{name}', summary: 'Change a schedule: what is left out stays' },
    answer: scheduleShown,
    permission: 'schedules.change',
    on: everywhere,
  },
)({
  words: ['schedules', 'change'],
  positional: ['name'],
  options: scheduleOptions,
  about: 'change a schedule: what is left out stays as it is',
  make: ({ positional: [name = ''], options, problem }) => ({ operation: 'schedule_change', name, ...scheduleGiven(options, problem) }),
});
