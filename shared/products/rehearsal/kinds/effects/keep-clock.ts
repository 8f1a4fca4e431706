import { defineEffect, type EffectKind } from '#products/rehearsal/kinds/effects/define.ts';
import type { LadderEffect } from '#kernel/promises/lay-ladder.ts';
import type { Instant } from '#kernel/time.ts';

type KeepClock =
  | LadderEffect
  /** G7. Puts a gate before the admins that has hung since then. */
  | { kind: 'keep_clock'; hanging: Instant }
  /** S6. Counts the answer that stopped a clock. */
  | { kind: 'keep_clock'; clock: string; stoppedAt: Instant }
  /** A9. Wakes so long after a release, and asks what became of the jobs that are in it. */
  | { kind: 'keep_clock'; production: string; round: number };

/** S2. */
export const keep_clock: EffectKind<KeepClock, 'process'> = defineEffect({
  function: 'keep-clock',
  subject: 'process',
  limits: { instances: 1, concurrency: 10 },
  secrets: [],
  grants: {
    database: { 'roles/datastore.user': 'reads the clock, saves what was told and what comes of it' },
    queues: { 'roles/cloudtasks.enqueuer': 'asks to be woken at the next rung' },
    tasks_account: { 'roles/iam.serviceAccountUser': "that task speaks for the tasks' account" },
  },
});
