import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { noSchedule } from '#products/rehearsal/app/operate/schedules.ts';
import { occurrenceRows, scheduleFacts } from '#products/rehearsal/app/operate/schedule-rows.ts';
import { readSchedule } from '#contexts/schedules/app/schedules.ts';

export const scheduleShow: Operation<'schedule_show'> = async (system, _, { name }) => {
  const found = await readSchedule(system, name);
  return found === undefined ? noSchedule(name) : { done: { facts: scheduleFacts(found.state), rows: occurrenceRows(found.state) } };
};
