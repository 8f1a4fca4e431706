import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';

/** P3. An agent's poll waits in here for up to 25 s, so many wait in one instance. */
export const serveAgent: FunctionKind = defineFunction({
  trigger: { kind: 'public', paths: ['/agent/v1/**'], example: '/agent/v1/local/tasks' },
  secrets: ['AGENT_TOKENS'],
  timeout: 60,
  limits: { instances: 3, concurrency: 80 },
  grants: {
    database: { 'roles/datastore.user': "hands out agents' tasks and saves their news" },
    outputs: {
      'roles/storage.objectCreator': 'keeps the output that agents send',
      'roles/storage.objectViewer': 'compares a chunk that came twice, and reads what a run wrote',
    },
  },
});
