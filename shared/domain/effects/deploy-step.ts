import { deadLetters, defineEffect, type EffectKind } from '#domain/effects/define.ts';
import { MINUTE } from '#kernel/time.ts';

interface DeployStep {
  kind: 'deploy_step';
  fencing: number;
  /** Name, or undefined to make the test ref. */
  step?: string;
}

/** D1, D2. */
export const deploy_step: EffectKind<DeployStep, 'request', 'deploy-branch'> = defineEffect({
  function: 'deploy-branch',
  subject: 'request',
  queue: { deadline: 5 * MINUTE },
  limits: { instances: 2, concurrency: 10 },
  secrets: ['GITHUB_TOKEN', 'CHAT_WEBHOOK'],
  grants: {
    database: { 'roles/datastore.user': 'leases the effect, saves the steps of the deployment' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the task of the next look' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
    backend_project: { 'roles/cloudbuild.builds.editor': "runs, watches and cancels the deployment's Cloud Build trigger" },
  },
  onGivenUp({ key, effect: { fencing, step }, state }, why) {
    const id = `${key}:dead`;
    const note = `given up: ${why}`;
    if (state.turn?.state === 'clearing' && step !== undefined)
      return (at) => ({ id, at, by: deadLetters, command: 'end_deploy_step', fencing, step, passed: false, note });
    return (at) => ({ id, at, by: deadLetters, command: 'fail_deployment', fencing, why: note });
  },
});
