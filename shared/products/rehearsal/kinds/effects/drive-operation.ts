import { deadLetters, defineEffect, type EffectKind } from '#products/rehearsal/kinds/effects/define.ts';
import type { DriveOperation } from '#contexts/operations/domain/drive.ts';
import type { Saying } from '#contexts/operations/domain/sayings.ts';
import { operationGivenUp } from '#products/rehearsal/domain/operations-given-up.ts';
import { MINUTE } from '#kernel/time.ts';

type Hears = (state: unknown, effect: DriveOperation, why: string) => Saying | undefined;

/** By the kind of process that owns the operation: what it must hear when this is given up. */
const owners: Readonly<Record<string, Hears>> = {
  request: (state, effect, why) => operationGivenUp(state as Parameters<typeof operationGivenUp>[0], effect, why),
};

/**
 * R3, O2. Queue and function have room for what runs and deployments had each before: a backend has one step under way and deploys while nothing runs
 * on it, so that deployments that hang hold at most one place for each backend (0062).
 */
export const drive_operation: EffectKind<DriveOperation, 'process'> = defineEffect({
  function: 'drive-operation',
  subject: 'process',
  queue: { ratePerSecond: 100, concurrency: 20, deadline: 5 * MINUTE },
  limits: { instances: 4, concurrency: 10 },
  secrets: ['GITHUB_TOKEN', 'CHAT_WEBHOOK'],
  grants: {
    database: { 'roles/datastore.user': 'leases the effect, saves what became of the operation' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the task of the next look' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
    outputs: {
      'roles/storage.objectUser': "keeps the output of Dataflow's jobs, reads what a run wrote, and removes it when its time is over",
    },
    backend_project: {
      'roles/dataflow.developer': "launches, watches and cancels Dataflow's jobs",
      'roles/cloudbuild.builds.editor': "runs, watches and cancels the deployment's Cloud Build trigger",
    },
    dataflow_workers: { 'roles/iam.serviceAccountUser': 'the jobs that it launches run as that account' },
    dataflow_buckets: { 'roles/storage.objectViewer': 'reads the template that it launches' },
  },
  onGivenUp({ key, effect, state, subject }, why) {
    const said = owners[subject.kind]?.(state, effect, why);
    return said === undefined ? undefined : (at) => ({ ...said, id: `${key}:dead`, at, by: deadLetters });
  },
});
