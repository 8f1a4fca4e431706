import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';
import { eventsPath } from '#doors/contracts/feed-event.ts';

/** P7. Whoever follows waits in here: many in one instance, so that one look at the store serves them all. One CPU, or an instance takes one at a time. */
export const serveEvents: FunctionKind = defineFunction({
  trigger: { kind: 'public', paths: [eventsPath], example: eventsPath },
  secrets: ['LINK_KEYS', 'OPERATOR_TOKENS'],
  timeout: 300,
  limits: { instances: 2, concurrency: 250 },
  grants: { database: { 'roles/datastore.user': 'sees that something has happened, and notes when a token was used' } },
});
