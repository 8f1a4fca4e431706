import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { askSchedule } from '#products/rehearsal/app/operate/schedules.ts';

export const scheduleResume: Operation<'schedule_resume'> = (system, operator, { name }) =>
  askSchedule(system, operator, name, { command: 'resume', operator: recordName(operator.who) });
