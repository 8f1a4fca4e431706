import { createChatWebhook } from '#platform/chat-webhook.ts';
import type { Channel } from '#contexts/telling/ports/channel.ts';
import type { Cloud } from './cloud.ts';

/** Without a chat there is nobody to tell, and the log says so; whatever tells goes on. */
export function cloudAnnouncer({ config, settings, system }: Cloud): Channel<string> {
  const webhook = config.chatWebhook ?? settings.chat?.webhook;
  if (webhook !== undefined) return createChatWebhook(webhook);
  return {
    async deliver(text) {
      system.log('INFO', 'announcement', { text });
      return { state: 'accepted', response: 'in the log' };
    },
  };
}
