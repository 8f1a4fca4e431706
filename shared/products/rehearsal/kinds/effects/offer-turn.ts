import { defineEffect, type EffectKind } from '#products/rehearsal/kinds/effects/define.ts';

interface OfferTurn {
  kind: 'offer_turn';
  backend: string;
}

/** Q1. */
export const offer_turn: EffectKind<OfferTurn, 'none'> = defineEffect({
  function: 'offer-turn',
  subject: 'none',
  queue: { concurrency: 1 },
  limits: { instances: 1, concurrency: 1 },
  secrets: [],
  grants: {
    database: { 'roles/datastore.user': 'leases the effect, gives a backend to the first in the queue' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the task of the offer after a freeze' },
    tasks_account: { 'roles/iam.serviceAccountUser': "that task speaks for the tasks' account" },
  },
});
