import type { Channel } from '#contexts/telling/ports/channel.ts';

/** N6: messages as text in a chat. */
export function createChatChannel<M>(chat: Channel<string>, textOf: (message: M) => string): Channel<M> {
  return { deliver: (message) => chat.deliver(textOf(message)) };
}
