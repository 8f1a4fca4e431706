import { expect, test } from '@jest/globals';
import { functionContracts, functionNames, type FunctionContract, type FunctionName } from '#doors/contracts/functions.ts';
import { neededRoles, queuesOf } from '#doors/contracts/roles.ts';
import { taskRoutes } from '#functions/wiring/task-routes.ts';
import type { SecretName } from '#contexts/access/domain/function.ts';

/*
 * What is out of the ordinary, said a second time: a function has more than the usual only where its registration and this file say so. The
 * usual: it reads and writes its data, and makes tasks where it performs effects.
 */

/** They only read the data. */
const readers = ['dispatch-effect', 'reconcile-sheet'];
/** They perform no effect, and make tasks all the same. */
const fillers = [
  'serve-api',
  'serve-rap',
  'serve-controller-tasks',
  'dispatch-effect',
  'receive-pull-request-event',
  'serve-operations',
  'serve-sign-in',
  'sweep',
];
/** It performs effects, and makes no task. */
const silent = ['update-sheet'];

const beyond: Partial<Record<FunctionName, readonly string[]>> = {
  'follow-link': ['outputs roles/storage.objectViewer'],
  'serve-api': ['outputs roles/storage.objectViewer'],
  'serve-pages': ['outputs roles/storage.objectViewer'],
  'serve-agent': ['outputs roles/storage.objectCreator', 'outputs roles/storage.objectViewer'],
  'drive-operation': [
    'backend_project roles/cloudbuild.builds.editor',
    'backend_project roles/dataflow.developer',
    'dataflow_buckets roles/storage.objectViewer',
    'dataflow_workers roles/iam.serviceAccountUser',
    // Z4. Only it removes what runs wrote.
    'outputs roles/storage.objectUser',
  ],
};

const secretReaders: Record<SecretName, readonly FunctionName[]> = {
  WEBHOOK_SECRETS: ['receive-request'],
  PULL_REQUEST_SECRETS: ['receive-pull-request-event'],
  LINK_KEYS: [
    'follow-link',
    'receive-request',
    'send-mail',
    'serve-api',
    'serve-events',
    'serve-operations',
    'serve-pages',
    'serve-sign-in',
  ],
  STATEMENT_KEYS: ['serve-pages'],
  AGENT_TOKENS: ['serve-agent', 'serve-controller-tasks'],
  SMTP_URL: ['send-mail'],
  GITHUB_TOKEN: [
    'keep-schedule',
    'serve-api',
    'serve-operations',
    'serve-rap',
    'check-gates',
    'follow-link',
    'drive-operation',
    'update-pull-request',
  ],
  CHAT_WEBHOOK: ['announce-event', 'drive-operation'],
  OPERATOR_TOKENS: ['follow-link', 'serve-api', 'serve-events', 'serve-operations', 'serve-pages', 'serve-sign-in'],
  SIGN_IN_SECRETS: ['serve-sign-in'],
  EVENT_SECRETS: ['announce-event'],
};

const performers = new Set<string>(Object.values(taskRoutes).map((route) => route.function));

function enqueues(name: FunctionName): boolean {
  return performers.has(name) ? !silent.includes(name) : fillers.includes(name);
}

test.each(functionNames)('X1 %s has the roles that it needs, and no other', (name) => {
  const given = neededRoles().flatMap((one) => (one.function === name ? [`${one.scope} ${one.role}`] : []));
  const usual = [`database roles/datastore.${readers.includes(name) ? 'viewer' : 'user'}`];
  const tasks = ['queues roles/cloudtasks.enqueuer', 'tasks_account roles/iam.serviceAccountUser'];
  expect(given.toSorted()).toEqual([...usual, ...(enqueues(name) ? tasks : []), ...(beyond[name] ?? [])].toSorted());
});

test.each(functionNames)('X1 %s puts tasks into its own queue, and into others where that is said', (name) => {
  const all = Object.values(taskRoutes).map(({ queue }) => queue);
  const mails = ['keep-calendar', 'update-pull-request'].includes(name) ? ['send-mail'] : [];
  expect(queuesOf(name)).toEqual(enqueues(name) ? (performers.has(name) ? [name, ...mails] : all) : []);
});

test.each(Object.entries(secretReaders))('X3 %s is read by those that need it, and by no other', (secret, expected) => {
  const contracts: [string, FunctionContract][] = Object.entries(functionContracts);
  const given = contracts.flatMap(([name, { secrets }]) => (secrets.some((one) => one === secret) ? [name] : []));
  expect(given.toSorted()).toEqual([...expected].toSorted());
});

/** Which names of the environment a function reads follows from who calls it and what it may do. */
test.each<[FunctionName, string[]]>([
  ['receive-request', []],
  ['serve-pages', ['OUTPUT_BUCKET']],
  ['receive-pull-request-event', ['FUNCTIONS_URL', 'REHEARSAL_LOCATION', 'TASKS_SERVICE_ACCOUNT']],
  ['dispatch-effect', ['CALLER_AUDIENCE', 'FUNCTIONS_URL', 'REHEARSAL_LOCATION', 'TASKS_SERVICE_ACCOUNT']],
  ['update-sheet', ['CALLER_AUDIENCE', 'TASKS_SERVICE_ACCOUNT']],
  ['check-gates', ['CALLER_AUDIENCE', 'FUNCTIONS_URL', 'REHEARSAL_LOCATION', 'TASKS_SERVICE_ACCOUNT']],
  ['drive-operation', ['CALLER_AUDIENCE', 'FUNCTIONS_URL', 'OUTPUT_BUCKET', 'REHEARSAL_LOCATION', 'TASKS_SERVICE_ACCOUNT']],
  ['reconcile-sheet', ['CALLER_AUDIENCE', 'SCHEDULER_SERVICE_ACCOUNT']],
  ['sweep', ['CALLER_AUDIENCE', 'FUNCTIONS_URL', 'REHEARSAL_LOCATION', 'SCHEDULER_SERVICE_ACCOUNT', 'TASKS_SERVICE_ACCOUNT']],
])('X3 %s reads of its environment what it proves its callers by and may use', (name, expected) => {
  expect(functionContracts[name].environment.toSorted()).toEqual(expected);
});
