import { deadLetters, defineEffect, type EffectKind } from '#products/rehearsal/kinds/effects/define.ts';
import type { DriveOperation } from '#contexts/operations/domain/drive.ts';
import { heardOfGivenUp } from '#contexts/operations/domain/owner.ts';
import { MINUTE } from '#kernel/time.ts';

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
  onGivenUp(given, why) {
    const said = heardOfGivenUp(given.owners, given, why);
    return said === undefined ? undefined : (at) => ({ ...said, id: `${given.key}:dead`, at, by: deadLetters });
  },
});
