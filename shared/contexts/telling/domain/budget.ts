import { HOUR, type Instant } from '#kernel/time.ts';

/** What is told, of whatever kind it is. */
export interface AnyEvent {
  type: string;
  at: Instant;
}

/** An event, and the key of the effect that brings it: whoever gets it twice knows it by that. */
export interface Notification<E extends AnyEvent = AnyEvent> {
  key: string;
  event: E;
}

/** N6. What was said through a channel within the last hour, and what is kept for its digest. */
export interface ChannelState<E extends AnyEvent = AnyEvent> {
  /** Of every attempt, for nobody knows which of them was heard; oldest first. */
  sends: Instant[];
  /** The first that was too many waits and brings all that came after it. */
  digest?: { carrier: string; dueAt: Instant; notices: Notification<E>[] };
}

export const newChannel: ChannelState<never> = { sends: [] };

/**
 * `send`: this notice, now. `digest`: all of these as one message, now. `held`: another's digest brings it.
 * `wait`: come again then.
 */
type Admission<E extends AnyEvent> =
  | { admit: 'send' | 'held' }
  | { admit: 'digest'; notices: Notification<E>[] }
  | { admit: 'wait'; until: Instant };

export interface Admitted<E extends AnyEvent = AnyEvent> {
  channel: ChannelState<E>;
  admission: Admission<E>;
}

/** Notices of one digest; those beyond wait outside until it is gone. */
export const MOST_HELD = 100;

/** How late a carrier may be before the next to come takes its digest over. */
const LATE = HOUR;

/** Never more than `perHour` attempts within any hour, and nothing is lost: what is over becomes one digest. Pure. */
export function admit<E extends AnyEvent>(channel: ChannelState<E>, notice: Notification<E>, now: Instant, perHour: number): Admitted<E> {
  const sends = channel.sends.filter((at) => at > now - HOUR);
  const { digest } = channel;
  if (digest !== undefined) return join({ sends, digest }, notice, now, perHour);
  if (sends.length < perHour) return { channel: { sends: [...sends, now] }, admission: { admit: 'send' } };
  return waitAs({ sends }, notice.key, [notice], now, perHour);
}

/** A digest that is under way already: its notices stand, only its next attempt needs room. */
export function admitAgain<E extends AnyEvent>(channel: ChannelState<E>, now: Instant, perHour: number): Admitted<E> {
  const sends = channel.sends.filter((at) => at > now - HOUR);
  if (sends.length < perHour) return { channel: { ...channel, sends: [...sends, now] }, admission: { admit: 'send' } };
  return { channel: { ...channel, sends }, admission: { admit: 'wait', until: freeAt(sends, now, perHour) } };
}

function join<E extends AnyEvent>(channel: Required<ChannelState<E>>, notice: Notification<E>, now: Instant, perHour: number): Admitted<E> {
  const { sends, digest } = channel;
  const isHeld = digest.notices.some(({ key }) => key === notice.key);
  const isFull = digest.notices.length >= MOST_HELD;
  if (digest.carrier !== notice.key && now < digest.dueAt + LATE) {
    if (isHeld) return { channel, admission: { admit: 'held' } };
    if (isFull) return { channel, admission: { admit: 'wait', until: Math.max(now, digest.dueAt) + 1 } };
    return { channel: { sends, digest: { ...digest, notices: [...digest.notices, notice] } }, admission: { admit: 'held' } };
  }
  const notices = isHeld ? digest.notices : [...digest.notices, notice];
  if (sends.length >= perHour) return waitAs({ sends }, notice.key, notices, now, perHour);
  return { channel: { sends: [...sends, now] }, admission: { admit: 'digest', notices } };
}

function waitAs<E extends AnyEvent>(
  { sends }: ChannelState<E>,
  carrier: string,
  notices: Notification<E>[],
  now: Instant,
  perHour: number,
): Admitted<E> {
  const dueAt = freeAt(sends, now, perHour);
  return { channel: { sends, digest: { carrier, dueAt, notices } }, admission: { admit: 'wait', until: dueAt } };
}

/** When there is room for one more; the limit may have become smaller since. */
function freeAt(sends: readonly Instant[], now: Instant, perHour: number): Instant {
  return (sends[sends.length - perHour] ?? now) + HOUR;
}
