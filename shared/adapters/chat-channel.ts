import type { Channel, Message } from '#ports/channel.ts';

/** N6: messages as text in a chat. */
export function createChatChannel(chat: Channel<string>, textOf: (message: Message) => string): Channel {
  return { deliver: (message) => chat.deliver(textOf(message)) };
}
