import { createChatChannel } from '#platform/chat-channel.ts';
import { createEventWebhook } from '#platform/event-webhook.ts';
import type { Outgoing } from '#products/rehearsal/app/performers/announce.ts';
import { signWebhook } from '#doors/verify-signature.ts';
import { announcement } from '#products/rehearsal/pages/announcements.ts';
import { CHAT, type AnnouncedEvent } from '#products/rehearsal/domain/announce/event.ts';
import type { Channel, Message } from '#contexts/telling/ports/channel.ts';
import type { Settings } from './settings.ts';

/**
 * N6. The chat and the receivers of the settings. Throws with every receiver that has no secret: nothing is sent that its reader could
 * not tell from a forgery (X3).
 */
export function channelsOf(
  { settings }: { settings: Settings },
  { eventSecrets }: { eventSecrets: Record<string, string[]> },
  announcer: Channel<string>,
): Map<string, Outgoing> {
  const { chat, events, publicUrl } = settings;
  const bare = events.receivers.filter(({ id }) => (eventSecrets[id] ?? []).length === 0).map(({ id }) => id);
  if (bare.length > 0) throw new TypeError(`EVENT_SECRETS has no secret for: ${bare.join(', ')}`);
  const told = createChatChannel(announcer, ({ notices }: Message<AnnouncedEvent>) => announcement(notices, `${publicUrl}/board`));
  const chats: [string, Outgoing][] = chat === undefined ? [] : [[CHAT, { channel: told, perHour: chat.perHour }]];
  const receivers = events.receivers.map(({ id, url, perHour }): [string, Outgoing] => {
    const secrets = eventSecrets[id] ?? [];
    const sign = (signed: { id: string; timestamp: number; body: string }): string =>
      secrets.map((secret) => signWebhook({ ...signed, secret })).join(' ');
    return [id, { channel: createEventWebhook({ url, sign, wallClock: Date.now }), perHour }];
  });
  return new Map([...chats, ...receivers]);
}
