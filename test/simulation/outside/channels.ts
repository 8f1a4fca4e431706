import type { Channel, Message } from '#contexts/telling/ports/channel.ts';
import { CHAT } from '#products/rehearsal/domain/announce/event.ts';
import type { Clockwork } from '../engine/clockwork.ts';
import type { Manners } from '../engine/siege.ts';
import { RECEIVER } from '../town-rules.ts';

/** One message as its reader got it. */
export interface Heard {
  channel: string;
  message: Message;
  at: number;
}

/** So few that towns meet the budget (N6). */
export const PER_HOUR = 2;

export type Channels = Map<string, Channel>;

/** A chat and another program; whatever they take, they have heard. */
export function createChannels(clockwork: Clockwork): { channels: Channels; heard: Heard[] } {
  const heard: Heard[] = [];
  const channelOf = (channel: string): Channel => ({
    async deliver(message) {
      heard.push({ channel, message, at: clockwork.time.now });
      return { state: 'accepted', response: '200' };
    },
  });
  return { channels: new Map([CHAT, RECEIVER].map((name) => [name, channelOf(name)])), heard };
}

/** Channels answer, they do not throw. */
export const channelManners: Manners = {
  refusals: { deliver: () => ({ state: 'rejected', response: '429 later', permanent: false }) },
  unreachable: () => ({ state: 'rejected', response: 'no answer', permanent: false }),
  unknown: () => ({ state: 'unknown', response: 'the connection broke' }),
};
