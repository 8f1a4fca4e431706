import { oneLine } from '#html/text.ts';
import type { Instant } from '#kernel/time.ts';

/** One entry of a calendar feed (N7). */
export interface IcsEvent {
  /** Stable: an entry that moves keeps it, so that calendars move theirs. */
  uid: string;
  /** Of this revision: when it was last changed, and its number, which only grows. */
  revisedAt: Instant;
  sequence: number;
  from: Instant;
  /** Left out: a moment. */
  to?: Instant | undefined;
  summary: string;
  description?: string | undefined;
  url?: string | undefined;
  /** Nobody has set it, or it depends on others. */
  tentative?: boolean | undefined;
}

export interface IcsCalendar {
  name: string;
  /** How often it is worth asking, as an ISO duration. */
  refresh: string;
  events: readonly IcsEvent[];
}

/** RFC 5545, every instant in UTC: the reader's calendar knows the reader's zone. */
export function icsText({ name, refresh, events }: IcsCalendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rehearsal//Calendar feeds//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${refresh}`,
    `X-PUBLISHED-TTL:${refresh}`,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines(event: IcsEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${utc(event.revisedAt)}`,
    `LAST-MODIFIED:${utc(event.revisedAt)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART:${utc(event.from)}`,
    ...(event.to === undefined ? [] : [`DTEND:${utc(event.to)}`]),
    `SUMMARY:${escaped(event.summary)}`,
    ...(event.description === undefined ? [] : [`DESCRIPTION:${escaped(event.description)}`]),
    // A URI is no text: nothing in it is escaped, and nothing in it may end its line.
    ...(event.url === undefined || !/^https?:\/\/[\x21-\x7e]+$/.test(event.url) ? [] : [`URL:${event.url}`]),
    `STATUS:${event.tentative === true ? 'TENTATIVE' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** `20261205T225900Z`. */
function utc(at: Instant): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** 3.3.11; each line of a text is one line of ours. */
function escaped(text: string): string {
  return text
    .split('\n')
    .map((line) => oneLine(line).replace(/[\\;,]/g, '\\$&'))
    .join('\\n');
}

const MOST_OCTETS = 75;
const encoder = new TextEncoder();

/** 3.1: no line has more than 75 octets without its end, and no character is cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > MOST_OCTETS) {
      parts.push(part);
      // The space that begins a continued line counts.
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
