import type { Channel } from '#contexts/telling/ports/channel.ts';
import { postTo } from './post-to.ts';

const PATIENCE = 10_000;

/** N6: an incoming webhook as chats take it, `{"text": …}`. */
export function createChatWebhook(webhook: string): Channel<string> {
  const headers = { 'content-type': 'application/json' };
  return { deliver: (text) => postTo({ url: webhook, headers, body: JSON.stringify({ text }), patience: PATIENCE, who: 'the chat' }) };
}
