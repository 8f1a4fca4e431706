import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';
import { operationsPath } from '#contexts/access/contracts/operation-answer.ts';

/** Operators' programs, and what pages ask for. A sweep that is ordered takes as long as one that comes by itself. */
export const serveOperations: FunctionKind = defineFunction({
  trigger: { kind: 'public', paths: [operationsPath, '/do/**', '/jobs'], example: '/' },
  secrets: ['OPERATOR_TOKENS', 'LINK_KEYS', 'GITHUB_TOKEN'],
  timeout: 300,
  limits: { instances: 1, concurrency: 5, memory: 512 },
  grants: {
    database: { 'roles/datastore.user': 'replays dead letters, switches intake, sweeps' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the tasks of what is taken up again' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
  },
});
