import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';

/** What pages ask for. A sweep that is ordered takes as long as one that comes by itself. */
export const serveOperations: FunctionKind = defineFunction({
  trigger: { kind: 'public', paths: ['/do/**', '/jobs'], example: '/jobs' },
  secrets: ['OPERATOR_TOKENS', 'LINK_KEYS', 'GITHUB_TOKEN'],
  timeout: 300,
  limits: { instances: 1, concurrency: 5, memory: 512 },
  grants: {
    database: { 'roles/datastore.user': 'replays dead letters, switches intake, sweeps' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the tasks of what is taken up again' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
  },
});
