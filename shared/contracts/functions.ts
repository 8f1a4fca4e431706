import type { CollectionName } from '#contracts/documents.ts';
import { operationsPath } from '#contracts/operations.ts';
import { taskRoutes } from '#contracts/tasks.ts';
import { DAY, MINUTE, type Duration } from '#domain/time.ts';

/** Who calls a function. `public` paths are what hosting rewrites to it; the others prove themselves by OIDC token (X1). */
export type Trigger =
  | { kind: 'public'; paths: readonly string[] }
  | { kind: 'task'; queue: string }
  | { kind: 'schedule'; /** Cron, UTC. */ schedule: string; /** Between two calls on a machine of one's own. */ atHome: Duration }
  | { kind: 'event'; created: CollectionName };

export interface FunctionContract {
  trigger: Trigger;
  /** Names that it reads from its environment beside those that all read. */
  environment: readonly EnvironmentName[];
  /** Names that come from Secret Manager. */
  secrets: readonly SecretName[];
  /** Most seconds of one call. */
  timeout: number;
  /** MiB. */
  memory: number;
}

export type EnvironmentName =
  | 'REHEARSAL_LOCATION'
  | 'FUNCTIONS_URL'
  | 'CALLER_AUDIENCE'
  | 'TASKS_SERVICE_ACCOUNT'
  | 'SCHEDULER_SERVICE_ACCOUNT'
  | 'OUTPUT_BUCKET';
export type SecretName =
  | 'WEBHOOK_SECRETS'
  | 'PULL_REQUEST_SECRETS'
  | 'LINK_KEYS'
  | 'AGENT_TOKENS'
  | 'SMTP_URL'
  | 'GITHUB_TOKEN'
  | 'CHAT_WEBHOOK'
  | 'EVENT_SECRETS'
  | 'OPERATOR_TOKENS';

/** What every function reads. */
export const commonEnvironment = ['GOOGLE_CLOUD_PROJECT', 'REHEARSAL_DATABASE', 'REHEARSAL_SETTINGS'] as const;

const called = ['CALLER_AUDIENCE', 'TASKS_SERVICE_ACCOUNT'] as const;
/** Of those that make tasks. */
const enqueues = ['REHEARSAL_LOCATION', 'FUNCTIONS_URL'] as const;

/** Every Cloud Function: the embedded runtime, the bundles and `infra/google` all declare this same set. */
export const functionContracts = {
  'receive-request': pub(['/requests', '/requests/form'], ['WEBHOOK_SECRETS', 'LINK_KEYS']),
  'receive-pull-request-event': pub(['/pull-request-events'], ['PULL_REQUEST_SECRETS'], [...enqueues, 'TASKS_SERVICE_ACCOUNT']),
  // G9: an approval waits for a look at the code host, each of whose calls may take twenty seconds.
  'follow-link': { ...pub(['/links/**'], ['LINK_KEYS', 'OPERATOR_TOKENS', 'GITHUB_TOKEN']), timeout: 60 },
  'serve-pages': pub(['**'], ['LINK_KEYS', 'OPERATOR_TOKENS'], ['OUTPUT_BUCKET']),
  'serve-agent': { ...pub(['/agent/v1/**'], ['AGENT_TOKENS'], ['OUTPUT_BUCKET']), timeout: 60 },
  'serve-operations': {
    ...pub([operationsPath], ['OPERATOR_TOKENS', 'LINK_KEYS'], [...enqueues, 'TASKS_SERVICE_ACCOUNT']),
    timeout: 300,
    memory: 512,
  },
  'dispatch-effect': {
    trigger: { kind: 'event', created: 'timeline' },
    environment: [...enqueues, 'CALLER_AUDIENCE', 'TASKS_SERVICE_ACCOUNT'],
    secrets: [],
    timeout: 60,
    memory: 256,
  },
  'send-mail': task('send_mail', ['SMTP_URL', 'LINK_KEYS'], [...enqueues]),
  'check-gates': task('check_gates', ['GITHUB_TOKEN'], [...enqueues]),
  'keep-clock': task('keep_clock', [], [...enqueues]),
  'offer-turn': task('offer_turn', [], [...enqueues]),
  'deploy-branch': task('deploy_step', ['GITHUB_TOKEN', 'CHAT_WEBHOOK'], [...enqueues]),
  'run-job': task('run_job', ['GITHUB_TOKEN'], [...enqueues, 'OUTPUT_BUCKET']),
  'keep-calendar': task('keep_calendar', [], [...enqueues]),
  'update-sheet': task('update_sheet', []),
  'reconcile-sheet': {
    trigger: { kind: 'schedule', schedule: '17 3 * * *', atHome: DAY },
    environment: ['CALLER_AUDIENCE', 'SCHEDULER_SERVICE_ACCOUNT'],
    secrets: [],
    timeout: 300,
    memory: 256,
  },
  'announce-event': task('announce', ['CHAT_WEBHOOK', 'EVENT_SECRETS'], [...enqueues]),
  'update-pull-request': task('update_pull_request', ['GITHUB_TOKEN'], [...enqueues]),
  // Three minutes and the grace of one (application/outbox.ts): a lost timer is made good within the five that S4 allows.
  sweep: {
    trigger: { kind: 'schedule', schedule: '*/3 * * * *', atHome: MINUTE },
    environment: [...enqueues, ...called, 'SCHEDULER_SERVICE_ACCOUNT'],
    secrets: [],
    timeout: 300,
    memory: 512,
  },
} as const satisfies Record<string, FunctionContract>;

export type FunctionName = keyof typeof functionContracts;
export const functionNames = Object.keys(functionContracts) as FunctionName[];

function pub(paths: readonly string[], secrets: readonly SecretName[], environment: readonly EnvironmentName[] = []): FunctionContract {
  return { trigger: { kind: 'public', paths }, environment, secrets, timeout: 30, memory: 256 };
}

function task(
  kind: keyof typeof taskRoutes,
  secrets: readonly SecretName[],
  environment: readonly EnvironmentName[] = [],
): FunctionContract {
  const { queue, deadline } = taskRoutes[kind];
  return { trigger: { kind: 'task', queue }, environment: [...called, ...environment], secrets, timeout: deadline / 1000, memory: 256 };
}

/** Every name that a function may read; what is not named here it never sees. */
export function namesOf(name: FunctionName): string[] {
  const { environment, secrets } = functionContracts[name];
  return [...commonEnvironment, ...environment, ...secrets];
}
