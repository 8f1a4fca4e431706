import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';
import { MINUTE } from '#kernel/time.ts';

/** B6. Three minutes and the grace of one (products/rehearsal/app/outbox.ts): a lost timer is made good within the five that S4 allows. */
export const sweep: FunctionKind = defineFunction({
  trigger: { kind: 'schedule', schedule: '*/3 * * * *', atHome: MINUTE },
  secrets: [],
  timeout: 300,
  limits: { instances: 1, concurrency: 1, memory: 512 },
  grants: {
    database: { 'roles/datastore.user': 'takes up what was promised and not done' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the lost tasks again' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
  },
});
