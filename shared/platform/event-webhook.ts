import type { Notification } from '#contexts/telling/domain/budget.ts';
import type { Channel, Message } from '#contexts/telling/ports/channel.ts';
import { postTo } from './post-to.ts';

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

/** N6: outgoing Standard Webhooks. */
export function createEventWebhook({ url, sign, wallClock }: EventWebhookOptions): Channel {
  return {
    async deliver(message) {
      const body = JSON.stringify(payloadOf(message));
      const timestamp = Math.floor(wallClock() / 1000);
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'rehearsal',
        'webhook-id': message.id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': sign({ id: message.id, timestamp, body }),
      };
      return postTo({ url, headers, body, patience: PATIENCE, who: 'the receiver', isFinal: (status) => status === GONE });
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

function eventOf({ event: { type, at, ...data } }: Notification): object {
  return { type, timestamp: new Date(at).toISOString(), data };
}
