import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { askSchedule } from '#products/rehearsal/app/operate/schedules.ts';

export const schedulePause: Operation<'schedule_pause'> = (system, operator, { name, why }) =>
  askSchedule(system, operator, name, { command: 'pause', operator: recordName(operator.who), why });
