import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';
import { TIMELINE_PATTERN } from '#kernel/store/timelines.ts';

/** Z1. A new version of any process rings; its record says what is to be done. */
export const dispatchEffect: FunctionKind = defineFunction({
  trigger: { kind: 'event', document: TIMELINE_PATTERN },
  secrets: [],
  timeout: 60,
  limits: { instances: 5, concurrency: 10 },
  grants: {
    database: { 'roles/datastore.viewer': 'reads what a version asked for' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes one task for each effect' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
  },
});
