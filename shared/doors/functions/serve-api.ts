import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';

/** P1. For programs, and for people's command line. */
export const serveApi: FunctionKind = defineFunction({
  trigger: { kind: 'public', paths: ['/api/v1/**', '/api', '/api/**'], example: '/api/v1/openapi.json' },
  secrets: ['OPERATOR_TOKENS', 'LINK_KEYS', 'GITHUB_TOKEN'],
  timeout: 300,
  limits: { instances: 3, concurrency: 20, memory: 512 },
  grants: {
    database: { 'roles/datastore.user': 'makes, shows and changes what programs ask for' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the tasks of what is asked for' },
    outputs: { 'roles/storage.objectViewer': 'says what the runs wrote' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
  },
});
