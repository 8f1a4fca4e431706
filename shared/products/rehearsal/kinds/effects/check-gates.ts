import { defineEffect, type EffectKind } from '#products/rehearsal/kinds/effects/define.ts';

type CheckGates =
  /** A6. Whether the files of its one-off jobs are still there. */
  | { kind: 'check_gates'; leftOver: string; once?: undefined }
  | {
      kind: 'check_gates';
      leftOver?: undefined;
      /** Because something happened there: the looks that come by themselves are another effect's. */ once?: true;
    };

/** G8. */
export const check_gates: EffectKind<CheckGates> = defineEffect({
  function: 'check-gates',
  subject: 'request',
  limits: { instances: 2, concurrency: 10 },
  secrets: ['GITHUB_TOKEN'],
  grants: {
    database: { 'roles/datastore.user': 'leases the effect, saves the state of the gates' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the task of the next look' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
  },
});
