import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';

/** Every page that no other function serves. */
export const servePages: FunctionKind = defineFunction({
  trigger: { kind: 'public', paths: ['**'], example: '/board' },
  secrets: ['LINK_KEYS', 'OPERATOR_TOKENS', 'STATEMENT_KEYS'],
  timeout: 30,
  limits: { instances: 5, concurrency: 20 },
  grants: {
    database: {
      'roles/datastore.user':
        'shows all, changes nothing; notes who was refused, who read the audit log, and that a session is used; signs operators’ browsers in',
    },
    outputs: { 'roles/storage.objectViewer': 'shows what the runs wrote' },
  },
});
