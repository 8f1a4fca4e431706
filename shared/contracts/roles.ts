import { functionContracts, functionNames, type FunctionContract, type FunctionName } from '#contracts/functions.ts';
import { taskRoutes, type TaskRoute } from '#contracts/tasks.ts';

/** Where a role is given. `infra/google` has one resource for each. */
export type Scope = 'database' | 'queues' | 'tasks_account' | 'outputs' | 'backend_project' | 'dataflow_workers' | 'dataflow_buckets';

export interface NeededRole {
  function: FunctionName;
  scope: Scope;
  role: string;
}

/** Functions that only read the data. The others write it: as senders of commands, or as holders of an effect's lease. */
const readers: ReadonlySet<FunctionName> = new Set(['serve-pages', 'dispatch-effect', 'reconcile-sheet']);
/** Functions that only read the runs' output. */
const outputReaders: ReadonlySet<FunctionName> = new Set(['serve-pages']);
/** Functions that also remove it (Z4). */
const outputRemovers: ReadonlySet<FunctionName> = new Set(['run-job']);

/** What reaches out to the backup servers' project (R2, D2). */
const backends: Partial<Record<FunctionName, readonly (readonly [Scope, string])[]>> = {
  'deploy-branch': [['backend_project', 'roles/cloudbuild.builds.editor']],
  'run-job': [
    ['backend_project', 'roles/dataflow.developer'],
    ['dataflow_workers', 'roles/iam.serviceAccountUser'],
    ['dataflow_buckets', 'roles/storage.objectViewer'],
  ],
};

/** The roles that a function cannot do without; most follow from what its row says that it reads. No function has any other. */
export function neededRoles(): NeededRole[] {
  return functionNames.flatMap((name) => rolesOf(name).map(([scope, role]) => ({ function: name, scope, role })));
}

function rolesOf(name: FunctionName): (readonly [Scope, string])[] {
  const { environment }: FunctionContract = functionContracts[name];
  return [
    ['database', readers.has(name) ? 'roles/datastore.viewer' : 'roles/datastore.user'],
    ...(environment.includes('FUNCTIONS_URL')
      ? ([
          ['queues', 'roles/cloudtasks.enqueuer'],
          ['tasks_account', 'roles/iam.serviceAccountUser'],
        ] as const)
      : []),
    ...(environment.includes('OUTPUT_BUCKET') ? outputRoles(name).map((role) => ['outputs', role] as const) : []),
    ...(backends[name] ?? []),
  ];
}

function outputRoles(name: FunctionName): string[] {
  if (outputReaders.has(name)) return ['roles/storage.objectViewer'];
  return outputRemovers.has(name) ? ['roles/storage.objectUser'] : ['roles/storage.objectViewer', 'roles/storage.objectCreator'];
}

/** Queues that a function fills beside its own: no doorbell rings for a mail that no version of a request asked for. */
export const alsoFills: Partial<Record<FunctionName, readonly string[]>> = {
  'keep-calendar': [taskRoutes.send_mail.queue],
  'update-pull-request': [taskRoutes.send_mail.queue],
};

/** The queues that a function puts tasks into: its own, for the next look, and what stands above; those of every kind, where it dispatches. */
export function queuesOf(name: FunctionName): string[] {
  const { environment }: FunctionContract = functionContracts[name];
  if (!environment.includes('FUNCTIONS_URL')) return [];
  const routes: TaskRoute[] = Object.values(taskRoutes);
  const own = routes.filter((route) => route.function === name);
  if (own.length === 0) return routes.map(({ queue }) => queue);
  return [...own.map(({ queue }) => queue), ...(alsoFills[name] ?? [])];
}
