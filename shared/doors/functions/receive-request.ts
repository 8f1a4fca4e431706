import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';

/** I1. */
export const receiveRequest: FunctionKind = defineFunction({
  trigger: { kind: 'public', paths: ['/requests', '/requests/form'], example: '/requests/new' },
  secrets: ['WEBHOOK_SECRETS', 'LINK_KEYS'],
  timeout: 30,
  limits: { instances: 5, concurrency: 20 },
  grants: { database: { 'roles/datastore.user': 'stores requests, what came by webhook and quotas' } },
});
