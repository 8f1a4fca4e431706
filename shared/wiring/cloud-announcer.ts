import { createChatAnnouncer } from '#adapters/chat-announcer.ts';
import type { Announcer } from '#ports/announcer.ts';
import type { Cloud } from './cloud.ts';

/** Without a chat there is nobody to tell, and the log says so; whatever tells goes on. */
export function cloudAnnouncer({ config, settings, system }: Cloud): Announcer {
  const webhook = config.chatWebhook ?? settings.chat?.webhook;
  if (webhook !== undefined) return createChatAnnouncer(webhook);
  return { announce: async (text) => system.log('INFO', 'announcement', { text }) };
}
