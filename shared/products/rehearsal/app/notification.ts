import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import type { About, MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import type { Instant } from '#kernel/time.ts';
import { looseDocument } from '#products/rehearsal/app/outbox.ts';
import type { System } from '#products/rehearsal/app/system.ts';

export function notificationKey({ kind, id }: About, key: string, to: string): string {
  return `${kind}-${id}-${key}-${to}`;
}

/** N10. A mail to somebody of the settings about something that is no request. `key` tells it from all others about the same. */
export function notificationDocument(system: System, about: About, key: string, mail: MailEffect, at: Instant): OutboxDocument {
  return looseDocument(system, notificationKey(about, key, mail.to), about, { ...mail, about }, at);
}
