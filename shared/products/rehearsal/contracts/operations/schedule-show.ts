import { z } from 'zod';
import { scheduleName } from '#products/rehearsal/contracts/schedule-fields.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

/** O7. */
export const scheduleShow = defineOperation(z.strictObject({ operation: z.literal('schedule_show'), name: scheduleName }))({
  words: ['schedules', 'show'],
  positional: ['name'],
  options: {},
  about: 'show a schedule, its next times and what became of the last ones',
  make: ({ positional: [name = ''] }) => ({ operation: 'schedule_show', name }),
});
