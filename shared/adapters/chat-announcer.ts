import type { Announcer } from '#ports/announcer.ts';

/** How long the chat may take to answer, in milliseconds. */
const PATIENCE = 10_000;

/** N6: an incoming webhook as chats take it, `{"text": …}`. */
export function createChatAnnouncer(webhook: string): Announcer {
  return {
    async announce(text) {
      const answer = await fetch(webhook, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`the chat answered ${answer.status}`);
    },
  };
}
