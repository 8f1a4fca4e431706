import { defineEffect, type EffectKind } from '#products/pipelines/kinds/effects/define.ts';
import { MINUTE } from '#kernel/time.ts';

interface StopRun {
  kind: 'stop_run';
}

/** O5. Done twice, it finds nothing to do. */
export const stop_run: EffectKind<StopRun> = defineEffect({
  function: 'stop-run',
  subjects: ['run'],
  replays: 6,
  queue: { deadline: 5 * MINUTE },
  limits: { instances: 1, concurrency: 10 },
  secrets: [],
  grants: {
    database: { 'roles/datastore.user': 'leases the effect, cancels the jobs of a run' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the tasks that stop what runs' },
    tasks_account: { 'roles/iam.serviceAccountUser': "those tasks speak for the tasks' account" },
  },
});
