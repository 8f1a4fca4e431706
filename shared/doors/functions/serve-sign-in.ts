import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';

/** W3. Signing in and out, and one's own sessions. */
export const serveSignIn: FunctionKind = defineFunction({
  trigger: { kind: 'public', paths: ['/sign-in', '/sign-in/**', '/sign-out', '/account', '/account/**'], example: '/sign-in' },
  secrets: ['LINK_KEYS', 'OPERATOR_TOKENS', 'SIGN_IN_SECRETS'],
  // A provider's answer is waited for.
  timeout: 60,
  limits: { instances: 3, concurrency: 20 },
  grants: {
    database: { 'roles/datastore.user': 'begins and ends sessions' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the task of a mail with a link to sign in by' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
  },
});
