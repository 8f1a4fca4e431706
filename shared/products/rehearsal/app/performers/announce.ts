import { admit, admitAgain, newChannel, type Admitted, type Notification } from '#contexts/telling/domain/budget.ts';
import type { Instant } from '#kernel/time.ts';
import type { AnnouncedEvent } from '#products/rehearsal/domain/announce/event.ts';
import { endOf } from '#contexts/telling/app/delivered.ts';
import type { EffectPerformer, Performer, Result, Work } from '#products/rehearsal/app/perform-effect.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Channel, Message } from '#contexts/telling/ports/channel.ts';

/** What may be told, by its name. */
export type Channels = ReadonlyMap<string, Outgoing>;

export interface Outgoing {
  channel: Channel<Message<AnnouncedEvent>>;
  /** N6. Most messages within any hour. */
  perHour: number;
}

type Due = { now: { digest: boolean; notices: Notification<AnnouncedEvent>[]; at: Instant } } | { later: Instant } | 'held';

export const announce: EffectPerformer<'announce', { channels: Channels }> = {
  dependencies: ['channels'],
  perform: (system, { channels }) => announceEvent(system, channels),
};

/** N6: told at least once, as often as the channel's budget allows; what is over goes out as a digest. */
export function announceEvent(system: System, channels: Channels): Performer<'announce'> {
  return async (work) => {
    const outgoing = channels.get(work.effect.channel);
    if (outgoing === undefined) {
      system.log('WARNING', 'channel no longer in the settings', { effect: work.key, channel: work.effect.channel });
      return { result: 'done' };
    }
    const due = await askBudget(system, work, outgoing.perHour);
    if (due === 'held') return { result: 'done' };
    if ('later' in due) return { result: 'again', after: Math.max(1, due.later - work.now) };
    return deliver(outgoing.channel, work.key, due.now);
  };
}

/**
 * One transaction over the channel's budget. A digest's notices are written down before it is sent for the first time: sent again, it is
 * the same. Whoever dies between here and the end of the effect asks again and finds what it left.
 */
async function askBudget({ store }: System, { key, effect, token }: Work<'announce'>, perHour: number): Promise<Due> {
  const channelRef = { collection: 'channels', id: effect.channel } as const;
  const digestRef = { collection: 'digests', id: key } as const;
  return store.transact(async (tx): Promise<Due> => {
    const [known, begun, own] = await Promise.all([tx.get(channelRef), tx.get(digestRef), tx.get({ collection: 'outbox', id: key })]);
    // Whoever slept until another took its lease must not promise to bring a digest: that other one may be done, and would never come.
    if (own?.leaseToken !== token) return 'held';
    const now = tx.now();
    const state = known?.state ?? newChannel;
    const { channel, admission }: Admitted<AnnouncedEvent> =
      begun === undefined ? admit(state, { key, event: effect.event }, now, perHour) : admitAgain(state, now, perHour);
    tx.set(channelRef, { channel: effect.channel, state: channel });
    switch (admission.admit) {
      case 'wait':
        return { later: admission.until };
      case 'held':
        return 'held';
      case 'digest':
        tx.create(digestRef, { channel: effect.channel, createdAt: now, notices: admission.notices });
        return { now: { digest: true, notices: admission.notices, at: now } };
      case 'send':
        return begun === undefined
          ? { now: { digest: false, notices: [{ key, event: effect.event }], at: effect.event.at } }
          : { now: { digest: true, notices: begun.notices, at: begun.createdAt } };
    }
  });
}

async function deliver(
  channel: Outgoing['channel'],
  key: string,
  due: { digest: boolean; notices: Notification<AnnouncedEvent>[]; at: Instant },
): Promise<Result> {
  // A digest is another message than the notice that brings it, which may have been sent before, and heard.
  return endOf(await channel.deliver({ id: due.digest ? `${key}-digest` : key, ...due }));
}
