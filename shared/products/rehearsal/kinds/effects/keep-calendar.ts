import { defineEffect, type EffectKind } from '#products/rehearsal/kinds/effects/define.ts';
import { MINUTE, type Instant } from '#kernel/time.ts';
import type { CalendarStage } from '#contexts/calendar/domain/stages.ts';

/** C3, C4. What is to be done about a release at an instant; `cutoff` is the hard cutoff that this was planned for. */
interface KeepCalendar {
  kind: 'keep_calendar';
  release: string;
  stage: CalendarStage;
  cutoff: Instant;
  /** Tells a further look from the first. */
  again?: number;
}

/** One at a time: a release is cut page by page. */
export const keep_calendar: EffectKind<KeepCalendar, 'none'> = defineEffect({
  function: 'keep-calendar',
  subject: 'none',
  queue: { concurrency: 1, deadline: 5 * MINUTE },
  limits: { instances: 1, concurrency: 1 },
  secrets: [],
  grants: {
    database: { 'roles/datastore.user': 'cuts the requests of a release, keeps what was told to whom' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the task of the next page' },
    tasks_account: { 'roles/iam.serviceAccountUser': "that task speaks for the tasks' account" },
  },
  alsoFills: ['send_mail'],
});
