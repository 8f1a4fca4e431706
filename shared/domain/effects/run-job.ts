import { deadLetters, defineEffect, type EffectKind } from '#domain/effects/define.ts';
import { findRun } from '#domain/run/find.ts';
import { MINUTE, type Instant } from '#kernel/time.ts';

type RunJob =
  | { kind: 'run_job'; run: string; phase: 'launch' | 'watch' | 'cancel' | /** Z4. */ 'forget' }
  | { kind: 'run_job'; run: string; phase: 'poll'; launchedAt: Instant; /** From here on it has run for too long. */ stopAt: Instant };

/** R3. */
export const run_job: EffectKind<RunJob> = defineEffect({
  function: 'run-job',
  subject: 'request',
  queue: { deadline: 5 * MINUTE },
  limits: { instances: 2, concurrency: 10 },
  secrets: ['GITHUB_TOKEN'],
  grants: {
    database: { 'roles/datastore.user': 'leases the effect, saves the states of the run' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the task of the next look' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
    outputs: {
      'roles/storage.objectUser': "keeps the output of Dataflow's jobs, reads what a run wrote, and removes it when its time is over",
    },
    backend_project: { 'roles/dataflow.developer': "launches, watches and cancels Dataflow's jobs" },
    dataflow_workers: { 'roles/iam.serviceAccountUser': 'the jobs that it launches run as that account' },
    dataflow_buckets: { 'roles/storage.objectViewer': 'reads the template that it launches' },
  },
  onGivenUp({ key, effect, state }, why) {
    const run = findRun(state, effect.run)?.run;
    // The watch sees to the end of whatever else is given up; nobody watches the watch.
    if (run === undefined || (effect.phase !== 'launch' && effect.phase !== 'watch')) return undefined;
    const lost = { id: `${key}:dead`, by: deadLetters, run: run.id, why: `its ${effect.phase} was given up: ${why}` };
    return (at) => ({ ...lost, at, command: 'lose_run' });
  },
});
