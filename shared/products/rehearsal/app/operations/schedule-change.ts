import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { alterSchedule } from '#products/rehearsal/app/operate/schedules.ts';

export const scheduleChange: Operation<'schedule_change'> = alterSchedule;
