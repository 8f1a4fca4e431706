import type { Actor } from '#contexts/access/domain/people.ts';
import type { ScheduleFact } from '#contexts/schedules/domain/facts.ts';
import { scheduleSchema } from '#contexts/schedules/domain/schema.ts';
import type { ScheduleState } from '#contexts/schedules/domain/state.ts';
import type { Chained } from '#kernel/chain.ts';
import type { Asked } from '#kernel/effect.ts';
import type { StoredState } from '#kernel/stored.ts';
import type { CollectionsFor } from '#kernel/store/collections.ts';
import type { TablesOf } from '#kernel/store/tables.ts';
import type { Instant } from '#kernel/time.ts';

/** `state` is what is true; the other fields are its projection, for the indexes only. */
export interface ScheduleDocument extends StoredState<ScheduleState> {
  id: string;
  /** Nobody has ended it. */
  open: boolean;
  /** When the look that it waits for is due; none while it waits for none. */
  lookAt?: Instant;
  /** By which clock it was changed last. */
  changedAt: Instant;
}

/** One command’s entry; the document’s id is the version, zero-padded to 6 digits. */
interface ScheduleTimelineDocument extends Chained<ScheduleFact> {
  schedule: string;
  at: Instant;
  by: Actor;
  commandId: string;
  command: string;
  effects?: (Asked & { kind: 'keep_schedule' })[];
}

/** Where schedules are kept: `schedules/{id}`, and below it its history. */
export interface ScheduleDocuments {
  schedules: ScheduleDocument;
  scheduleTimeline: ScheduleTimelineDocument;
}

export const scheduleCollections = {
  places: { schedules: {}, scheduleTimeline: { parent: 'schedules', segment: 'history', kind: 'schedule' } },
  indexes: {
    schedulesDue: { collection: 'schedules', equal: ['open'], order: { field: 'lookAt', direction: 'asc' } },
    schedulesChanged: { collection: 'schedules', equal: ['open'], order: { field: 'changedAt', direction: 'desc' } },
    scheduleTimelineInOrder: { collection: 'scheduleTimeline', equal: [], order: { field: 'version', direction: 'asc' }, scope: 'parent' },
  },
  retention: {},
  conversions: {},
  states: { schedules: scheduleSchema },
} as const satisfies CollectionsFor<ScheduleDocuments>;

export type ScheduleTables = TablesOf<ScheduleDocuments, typeof scheduleCollections>;
