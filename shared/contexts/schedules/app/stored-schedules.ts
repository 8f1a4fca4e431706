import type { ScheduleCommand, ScheduleRefused } from '#contexts/schedules/domain/commands.ts';
import type { ScheduleFact } from '#contexts/schedules/domain/facts.ts';
import { scheduleProcess, type KeepSchedule } from '#contexts/schedules/domain/process.ts';
import type { ScheduleState } from '#contexts/schedules/domain/state.ts';
import type { ScheduleDocument } from '#contexts/schedules/documents.ts';
import type { ScheduleTransaction } from '#contexts/schedules/ports/store.ts';
import { nothingPersonal } from '#kernel/chain.ts';
import type { Stored } from '#kernel/stored.ts';

/** The types of a schedule, as the kernel handles it. */
interface ScheduleTypes {
  State: ScheduleState;
  Command: ScheduleCommand;
  Fact: ScheduleFact;
  Rules: unknown;
  Effect: KeepSchedule;
  Refused: ScheduleRefused;
  Document: ScheduleDocument;
  Naming: { schedule: string };
}

export const storedSchedules: Stored<ScheduleTransaction, ScheduleTypes> = {
  process: scheduleProcess,
  privacy: nothingPersonal(),
  nameOf: nameOfSchedule,
  entryOf: (schedule) => ({ schedule }),
  rings: false,
  load: (tx, id) => tx.get({ collection: 'schedules', id }),
  project: ({ state, command: { at }, commands }) => ({
    id: state.id,
    open: state.ended === undefined,
    ...(state.timer === undefined ? {} : { lookAt: state.timer.at }),
    changedAt: at,
    commands,
    state,
  }),
  follows: ['id', 'open', 'lookAt', 'changedAt'],
  save(tx, { id, document, entry, entryId }) {
    tx.set({ collection: 'schedules', id }, document);
    tx.create({ collection: 'scheduleTimeline', parent: id, id: entryId }, entry);
  },
};

function nameOfSchedule(id: string): string {
  return `schedule.${id}`;
}

/** The key of the effect that a version of a schedule asked for. */
export function lookKey(id: string, version: number): string {
  return `${nameOfSchedule(id)}-${version}-0-keep_schedule`;
}
