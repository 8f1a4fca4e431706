import type { Announcer } from '#ports/announcer.ts';
import type { Channel, Message } from '#ports/channel.ts';

/** N6: messages as text in a chat. */
export function createChatChannel(announcer: Announcer, textOf: (message: Message) => string): Channel {
  return {
    async deliver(message) {
      try {
        await announcer.announce(textOf(message));
        return { delivered: true };
      } catch (error) {
        return { delivered: false, why: error instanceof Error ? `${error.name}: ${error.message}` : String(error), permanent: false };
      }
    },
  };
}
