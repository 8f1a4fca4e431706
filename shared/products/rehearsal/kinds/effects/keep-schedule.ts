import type { KeepSchedule } from '#contexts/schedules/domain/process.ts';
import { defineEffect, type EffectKind } from '#products/rehearsal/kinds/effects/define.ts';

/** O7. Two at once find that one of them was overtaken; what they start has a key. */
export const keep_schedule: EffectKind<KeepSchedule, 'none'> = defineEffect({
  function: 'keep-schedule',
  subject: 'none',
  // It is asked for once: given up, its schedule would stand still until the sweep finds it.
  replays: 6,
  queue: { concurrency: 8 },
  limits: { instances: 2, concurrency: 4 },
  secrets: ['GITHUB_TOKEN'],
  grants: {
    database: { 'roles/datastore.user': 'leases the effect, reads and writes schedules and what they start' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the tasks of the next look, and of what is started' },
    tasks_account: { 'roles/iam.serviceAccountUser': "those tasks speak for the tasks' account" },
  },
});
