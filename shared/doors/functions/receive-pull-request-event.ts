import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';

/** G8. */
export const receivePullRequestEvent: FunctionKind = defineFunction({
  trigger: { kind: 'public', paths: ['/pull-request-events'], example: '/' },
  secrets: ['PULL_REQUEST_SECRETS'],
  timeout: 30,
  limits: { instances: 5, concurrency: 20 },
  grants: {
    database: { 'roles/datastore.user': 'keeps each delivery, and the looks that it asks for' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the tasks of those looks' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
  },
});
