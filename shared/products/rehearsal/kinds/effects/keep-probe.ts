import type { ProbeName } from '#contexts/operations/domain/probe.ts';
import { defineEffect, type EffectKind } from '#products/rehearsal/kinds/effects/define.ts';

/** B8. One probe of a backend: one effect that goes on as long as it is asked. Left out, it is the one about its maintenance. */
interface KeepProbe {
  kind: 'keep_probe';
  backend: string;
  probe?: ProbeName;
}

export const keep_probe: EffectKind<KeepProbe, 'none'> = defineEffect({
  function: 'keep-probe',
  subject: 'none',
  replays: 6,
  queue: { concurrency: 8 },
  limits: { instances: 2, concurrency: 4 },
  secrets: [],
  grants: {
    database: { 'roles/datastore.user': 'leases the effect, puts the probe before the agent' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the task of the next look' },
    tasks_account: { 'roles/iam.serviceAccountUser': "that task speaks for the tasks' account" },
  },
});
