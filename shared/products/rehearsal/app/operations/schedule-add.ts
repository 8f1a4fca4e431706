import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { addSchedule } from '#products/rehearsal/app/operate/schedules.ts';

export const scheduleAdd: Operation<'schedule_add'> = addSchedule;
