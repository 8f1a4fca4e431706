import type { AnnouncedEvent } from '#products/rehearsal/domain/announce/event.ts';
import { defineEffect, type EffectKind } from '#products/rehearsal/kinds/effects/define.ts';
import { HOUR } from '#kernel/time.ts';

interface Announce {
  kind: 'announce';
  /** The chat, or a receiver of the settings. */
  channel: string;
  event: AnnouncedEvent;
}

/** N6. Other people's programs may be away for half a day. */
export const announce: EffectKind<Announce, 'none', 'announce-event'> = defineEffect({
  function: 'announce-event',
  subject: 'none',
  queue: { ratePerSecond: 10, maxAttempts: 20, maxBackoff: HOUR },
  limits: { instances: 2, concurrency: 10 },
  secrets: ['CHAT_WEBHOOK', 'EVENT_SECRETS'],
  grants: {
    database: { 'roles/datastore.user': "leases the effect, keeps each channel's budget" },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the task of what waits for its channel' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
  },
});
