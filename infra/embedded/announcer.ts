import type { Channel } from '#contexts/telling/ports/channel.ts';
import { createChatWebhook } from '#platform/chat-webhook.ts';
import type { Parts } from './parts.ts';

/** The chat of the settings or the environment; without one, the terminal of whoever started us. */
export function createAnnouncer({ config, settings }: Parts): Channel<string> {
  const webhook = config.chatWebhook ?? settings.chat?.webhook;
  if (webhook !== undefined) return createChatWebhook(webhook);
  return {
    async deliver(text) {
      process.stdout.write(`announcement: ${text}\n`);
      return { state: 'accepted', response: 'on the terminal' };
    },
  };
}
