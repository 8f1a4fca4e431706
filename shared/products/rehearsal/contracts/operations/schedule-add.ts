import { z } from 'zod';
import { scheduleFields, scheduleGiven, scheduleName, scheduleOptions } from '#products/rehearsal/contracts/schedule-fields.ts';
import { scheduleShown } from '#products/rehearsal/contracts/answers/calendar.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** O7. */
export const scheduleAdd = defineOperation(
  z.strictObject({ operation: z.literal('schedule_add'), name: scheduleName, starts: z.string().max(40), ...scheduleFields }),
  {
    route: { method: 'POST', path: '/schedules', summary: 'Add a schedule', creates: true },
    answer: scheduleShown,
    permission: 'schedules.change',
    on: everywhere,
  },
)({
  words: ['schedules', 'add'],
  positional: ['name', 'starts'],
  options: scheduleOptions,
  about:
    'start a run, a request or a probe (<starts>) by --cron or once --at, in the time zone of --zone; --input is JSON, for a run {"workspace":"w","backend":"b"}; --overlaps and --missed say what becomes of those',
  make: ({ positional: [name = '', starts = ''], options, problem }) => ({
    operation: 'schedule_add',
    name,
    starts,
    ...scheduleGiven(options, problem),
  }),
});
