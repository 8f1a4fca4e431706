import type { Notice } from '#domain/announce/budget.ts';
import type { Channel, Message } from '#ports/channel.ts';

/** How long a receiver may take to answer, in milliseconds: Standard Webhooks advises 15 to 30 s. */
const PATIENCE = 20_000;
/** Gone: the receiver wants nothing more of us. */
const GONE = 410;

export interface EventWebhookOptions {
  /** From the settings; no address from anywhere else is ever called. */
  url: string;
  /** The value of `webhook-signature`, of every secret that is valid. `timestamp`: whole seconds. */
  sign: (signed: { id: string; timestamp: number; body: string }) => string;
  /** Receivers compare with their own clock, so it is the wall's, whatever the store's time is (E4). */
  wallClock: () => number;
}

/** N6: outgoing Standard Webhooks. Any 2xx is an answer for; a redirect is none. */
export function createEventWebhook({ url, sign, wallClock }: EventWebhookOptions): Channel {
  return {
    async deliver(message) {
      const body = JSON.stringify(payloadOf(message));
      const timestamp = Math.floor(wallClock() / 1000);
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'user-agent': 'rehearsal',
            'webhook-id': message.id,
            'webhook-timestamp': String(timestamp),
            'webhook-signature': sign({ id: message.id, timestamp, body }),
          },
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(PATIENCE),
        });
        await answer.body?.cancel();
        if (answer.status >= 200 && answer.status < 300) return { delivered: true };
        return { delivered: false, why: `the receiver answered ${answer.status}`, permanent: answer.status === GONE };
      } catch (error) {
        return { delivered: false, why: `the receiver was not reached: ${causeOf(error)}`, permanent: false };
      }
    },
  };
}

/** `{type, timestamp, data}`; a digest holds such ones with the ids that they would have had. */
function payloadOf({ digest, at, notices }: Message): object {
  const [first] = notices;
  if (!digest && first !== undefined) return eventOf(first);
  const events = notices.map((notice) => ({ id: notice.key, ...eventOf(notice) }));
  return { type: 'digest', timestamp: new Date(at).toISOString(), data: { events } };
}

function eventOf({ event: { type, at, ...data } }: Notice): object {
  return { type, timestamp: new Date(at).toISOString(), data };
}

/** Never the address: it may hold a key. */
function causeOf(error: unknown): string {
  const { name, cause } = error instanceof Error ? error : { name: 'unknown', cause: undefined };
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? ` ${String(cause.code)}` : '';
  return `${name}${code}`.slice(0, 100);
}
