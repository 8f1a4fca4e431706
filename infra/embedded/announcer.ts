import type { Announcer } from '#ports/announcer.ts';
import { createChatAnnouncer } from '#adapters/chat-announcer.ts';
import type { Parts } from './parts.ts';

/** The chat of the settings or the environment; without one, the terminal of whoever started us. */
export function createAnnouncer({ config, settings }: Parts): Announcer {
  const webhook = config.chatWebhook ?? settings.chat?.webhook;
  if (webhook !== undefined) return createChatAnnouncer(webhook);
  return {
    async announce(text) {
      process.stdout.write(`announcement: ${text}\n`);
    },
  };
}
