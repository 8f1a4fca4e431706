import type { AdvancePlan } from '#contexts/plans/domain/process.ts';
import { defineEffect, type EffectKind } from '#products/rehearsal/kinds/effects/define.ts';

/** O1, O3. One at a time for each plan would do; two at once find one another’s batch done. */
export const advance_plan: EffectKind<AdvancePlan, 'none'> = defineEffect({
  function: 'advance-plan',
  subject: 'none',
  // It is asked for once: given up, its plan would stand still, though every step goes on to be told of.
  replays: 6,
  queue: { concurrency: 8 },
  limits: { instances: 2, concurrency: 4 },
  secrets: [],
  grants: {
    database: { 'roles/datastore.user': 'leases the effect, reads and writes pages of plans' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the task of the next batches' },
    tasks_account: { 'roles/iam.serviceAccountUser': "that task speaks for the tasks' account" },
  },
});
