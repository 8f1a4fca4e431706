import { defineEffect, type EffectKind } from '#products/pipelines/kinds/effects/define.ts';

interface SettleJob {
  kind: 'settle_job';
}

/** K2, O3. Done twice, it changes nothing. */
export const settle_job: EffectKind<SettleJob> = defineEffect({
  function: 'settle-job',
  subjects: ['job'],
  // It is asked for once: given up, what waits for the job would wait for ever.
  replays: 6,
  queue: { concurrency: 8 },
  limits: { instances: 2, concurrency: 4 },
  secrets: [],
  grants: {
    database: { 'roles/datastore.user': 'leases the effect, ends the step of the job and those that joined it, keeps the outcome' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the task of the next steps' },
    tasks_account: { 'roles/iam.serviceAccountUser': "that task speaks for the tasks' account" },
  },
});
