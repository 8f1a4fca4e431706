import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';

/** N3, W3. What is decided, by a mailed link or by somebody who is signed in. */
export const followLink: FunctionKind = defineFunction({
  trigger: { kind: 'public', paths: ['/links/**', '/requests/*/answers/**'], example: '/links/warm-up' },
  secrets: ['LINK_KEYS', 'OPERATOR_TOKENS', 'GITHUB_TOKEN'],
  // G9: an approval waits for a look at the code host, each of whose calls may take twenty seconds.
  timeout: 60,
  limits: { instances: 5, concurrency: 20 },
  grants: {
    database: { 'roles/datastore.user': "reads requests, saves what a link's reader decided" },
    outputs: { 'roles/storage.objectViewer': 'shows whoever decides how the output of a run begins and ends' },
  },
});
