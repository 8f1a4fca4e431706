import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { scheduleRow } from '#products/rehearsal/app/operate/schedule-rows.ts';
import { listSchedules } from '#contexts/schedules/app/schedules.ts';

export const schedulesList: Operation<'schedules_list'> = async (system, _, { ended, limit = 50, after }) => {
  const found = await listSchedules(system, { open: ended !== true, limit, ...(after === undefined ? {} : { after }) });
  const last = found.at(-1);
  const next = last === undefined || found.length < limit ? {} : { next: { value: last.changedAt, id: last.id } };
  return { done: { rows: found.map(({ state }) => scheduleRow(state)), ...next } };
};
