import { DAY, HOUR, MINUTE, type Duration, type Instant } from '#kernel/time.ts';
import { html, type Html } from '#html/markup.ts';

/** Whose clock a text is read by. */
export interface When {
  now: Instant;
  /** IANA name, such as `Europe/Vienna`. */
  timeZone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `Mon 23 Nov 2026, 09:50 (Europe/Vienna; 08:50 UTC)`: the reader's clock, and beside it the one that all share (N8). */
export function instantText(at: Instant, timeZone: string): string {
  const part = partsOf(at, timeZone);
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}, ${part('hour')}:${part('minute')} (${zoneName(timeZone)}${utcBeside(at, timeZone, part('weekday'))})`;
}

function partsOf(at: Instant, timeZone: string): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return (type) => parts.get(type) ?? '';
}

/** `Mon 09:50`, where there is no room for more; whoever shows it says the zone elsewhere. */
export function clockText(at: Instant, timeZone: string): string {
  const part = partsOf(at, timeZone);
  return `${part('weekday')} ${part('hour')}:${part('minute')}`;
}

/** `23 Nov`, where there is no room for more. */
export function dateText(at: Instant, timeZone: string): string {
  const part = partsOf(at, timeZone);
  return `${part('day')} ${part('month')}`;
}

function utcBeside(at: Instant, timeZone: string, weekday: string): string {
  if (timeZone === 'UTC') return '';
  const utc = new Date(at);
  const day = WEEKDAYS[utc.getUTCDay()] ?? '';
  return `; ${day === weekday ? '' : `${day} `}${utc.toISOString().slice(11, 16)} UTC`;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** With how far it is from now: `Mon 23 Nov 2026, 09:50 (UTC), in 3 h 20 min`. */
export function momentText(at: Instant, { now, timeZone }: When): string {
  return `${instantText(at, timeZone)}, ${distanceText(at, now)}`;
}

/** `in 3 h 20 min`, `2 days ago`, `just now`. */
export function distanceText(at: Instant, now: Instant): string {
  if (Math.abs(at - now) < MINUTE) return at > now ? 'in less than a minute' : 'just now';
  return at > now ? `in ${durationText(at - now)}` : `${durationText(now - at)} ago`;
}

/** `due in 3 h 20 min`, `overdue by 1 h`. */
export function dueText(dueAt: Instant, now: Instant): string {
  if (dueAt - now >= MINUTE) return `due in ${durationText(dueAt - now)}`;
  return now - dueAt >= MINUTE ? `overdue by ${durationText(now - dueAt)}` : 'due now';
}

/** In at most two units, rounded down: `12 min`, `3 h 20 min`, `2 days 4 h`. */
export function durationText(duration: Duration): string {
  const days = Math.floor(duration / DAY);
  const hours = Math.floor((duration % DAY) / HOUR);
  const minutes = Math.floor((duration % HOUR) / MINUTE);
  const dayText = `${days} ${days === 1 ? 'day' : 'days'}`;
  if (days >= 2) return hours === 0 || days >= 7 ? dayText : `${dayText} ${hours} h`;
  if (days * 24 + hours > 0) return `${days * 24 + hours} h${minutes === 0 ? '' : ` ${minutes} min`}`;
  return minutes > 0 ? `${minutes} min` : `${Math.max(0, Math.round(duration / 1000))} s`;
}

export function moment(at: Instant, when: When): Html {
  return html`<time datetime="${new Date(at).toISOString()}">${momentText(at, when)}</time>`;
}

export function instant(at: Instant, { timeZone }: When): Html {
  return html`<time datetime="${new Date(at).toISOString()}">${instantText(at, timeZone)}</time>`;
}

/** The zone if this machine knows it; mails must go out whatever somebody's settings say. */
export function knownZone(timeZone: string | undefined, otherwise = 'UTC'): string {
  try {
    if (timeZone !== undefined) formatOf(timeZone);
    return timeZone ?? otherwise;
  } catch {
    return otherwise;
  }
}

function zoneName(timeZone: string): string {
  return timeZone.replaceAll('_', ' ');
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
}
