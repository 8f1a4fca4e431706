import { defineEffect, type EffectKind } from '#products/rehearsal/kinds/effects/define.ts';
import type { MailEffect } from '#products/rehearsal/domain/mail/effect.ts';

/** N1. A mail may be about something else than a request (N10). */
export const send_mail: EffectKind<MailEffect, 'either'> = defineEffect({
  function: 'send-mail',
  subject: 'either',
  queue: { ratePerSecond: 20, concurrency: 4 },
  limits: { instances: 2, concurrency: 4 },
  secrets: ['SMTP_URL', 'LINK_KEYS'],
  grants: {
    database: { 'roles/datastore.user': 'leases the effect, keeps the ledger of mails' },
    queues: { 'roles/cloudtasks.enqueuer': 'makes the task of a mail that waits for the end of quiet hours' },
    tasks_account: { 'roles/iam.serviceAccountUser': 'its tasks speak for that account' },
  },
});
