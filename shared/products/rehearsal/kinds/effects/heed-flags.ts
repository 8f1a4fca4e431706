import { defineEffect, type EffectKind } from '#products/rehearsal/kinds/effects/define.ts';

interface HeedFlags {
  kind: 'heed_flags';
  backend: string;
}

/** B2. A drain that goes on has one that looks again and again. */
export const heed_flags: EffectKind<HeedFlags, 'none'> = defineEffect({
  function: 'heed-flags',
  subject: 'none',
  limits: { instances: 1, concurrency: 10 },
  secrets: [],
  grants: {
    database: { 'roles/datastore.user': 'leases the effect, has what runs on a backend stopped, says when a drain is ready' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the task of the next look at a drain' },
    tasks_account: { 'roles/iam.serviceAccountUser': "that task speaks for the tasks' account" },
  },
});
