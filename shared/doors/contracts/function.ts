import type { FunctionKind, Trigger } from '#doors/functions/define.ts';
import type { FunctionLimits, Grants, SecretName } from '#contexts/access/domain/function.ts';
import type { Registration } from '#contexts/access/domain/registration.ts';

/** What one Cloud Function is: the embedded runtime, the bundles and `infra/google` all have it from here. */
export interface FunctionContract extends FunctionLimits {
  trigger: Trigger;
  /** Names that it reads from its environment beside those that all read. */
  environment: readonly EnvironmentName[];
  /** Names that come from Secret Manager. */
  secrets: readonly SecretName[];
  /** Most seconds of one call. */
  timeout: number;
  grants: Grants;
}

export type EnvironmentName =
  | 'REHEARSAL_LOCATION'
  | 'FUNCTIONS_URL'
  | 'CALLER_AUDIENCE'
  | 'TASKS_SERVICE_ACCOUNT'
  | 'SCHEDULER_SERVICE_ACCOUNT'
  | 'OUTPUT_BUCKET';

/** What every function reads. */
export const commonEnvironment = ['GOOGLE_CLOUD_PROJECT', 'REHEARSAL_DATABASE', 'REHEARSAL_SETTINGS'] as const;

export function contractOfFunction({ trigger, secrets, timeout, limits, grants }: FunctionKind): FunctionContract {
  return { trigger, environment: environmentOf(trigger, grants), secrets, timeout, ...limits, grants };
}

export function contractOfEffect({ function: queue, queue: { deadline }, secrets, limits, grants }: Registration): FunctionContract {
  const trigger = { kind: 'task', queue } as const;
  return { trigger, environment: environmentOf(trigger, grants), secrets, timeout: deadline / 1000, ...limits, grants };
}

/** What it must know to prove its callers, and to use what it may use. */
function environmentOf({ kind }: Trigger, grants: Grants): EnvironmentName[] {
  const names: readonly EnvironmentName[] = [
    ...provesCallers[kind],
    ...(grants.queues === undefined ? [] : (['REHEARSAL_LOCATION', 'FUNCTIONS_URL'] as const)),
    ...(grants.tasks_account === undefined ? [] : (['TASKS_SERVICE_ACCOUNT'] as const)),
    ...(grants.outputs === undefined ? [] : (['OUTPUT_BUCKET'] as const)),
  ];
  return [...new Set(names)];
}

const provesCallers: Record<Trigger['kind'], readonly EnvironmentName[]> = {
  public: [],
  task: ['CALLER_AUDIENCE', 'TASKS_SERVICE_ACCOUNT'],
  schedule: ['CALLER_AUDIENCE', 'SCHEDULER_SERVICE_ACCOUNT'],
  event: ['CALLER_AUDIENCE'],
};

/** It makes tasks. */
export function enqueues({ grants }: Pick<FunctionContract, 'grants'>): boolean {
  return grants.queues !== undefined;
}

/** Every name that a function may read; what is not named here it never sees. */
export function namesOf({ environment, secrets }: FunctionContract): string[] {
  return [...commonEnvironment, ...environment, ...secrets];
}
