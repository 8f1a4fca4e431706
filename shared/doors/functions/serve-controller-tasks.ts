import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';

/** P5. For agents that know the controller’s task API. They ask every second, and never wait in here. */
export const serveControllerTasks: FunctionKind = defineFunction({
  trigger: { kind: 'public', paths: ['/controller/**', '/*/tasks/', '/*/task/update/'], example: '/controller/' },
  secrets: ['AGENT_TOKENS'],
  timeout: 60,
  limits: { instances: 3, concurrency: 40 },
  grants: {
    database: { 'roles/datastore.user': "hands out agents' tasks and saves their news" },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the tasks that follow from their news' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
  },
});
