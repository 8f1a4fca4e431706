import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';

/** P5. For clients that ask for pipelines by the RAP API. */
export const serveRap: FunctionKind = defineFunction({
  trigger: { kind: 'public', paths: ['/controller/v1/**'], example: '/controller/v1/spec.json' },
  secrets: ['GITHUB_TOKEN'],
  timeout: 60,
  limits: { instances: 3, concurrency: 20 },
  grants: {
    database: { 'roles/datastore.user': 'makes, shows and cancels what clients ask for' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the tasks of what is asked for' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
  },
});
