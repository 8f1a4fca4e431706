import { z } from 'zod';

/** What this system's tests ask of ical.js, an independent reader of RFC 5545. */
interface Component {
  getAllSubcomponents(name: string): Component[];
  getFirstPropertyValue(name: string): { toString(): string } | number | null;
}
const library = z.object({
  default: z.object({
    parse: z.custom<(text: string) => unknown>((value) => typeof value === 'function'),
    Component: z.custom<new (parsed: unknown) => Component>((value) => typeof value === 'function'),
  }),
});
/** Not looked up by the compiler: what is needed of it stands above. */
const independent: string = 'ical.js';
const { default: ical } = library.parse(await import(independent));

export interface ReadEvent {
  uid: string;
  summary: string;
  description: string | undefined;
  from: string;
  to: string | undefined;
  sequence: number;
  stamp: string;
  status: string;
}

/** Every event of a feed, as ical.js understands it. Throws where it is not RFC 5545. */
export function readCalendar(text: string): { name: string; events: ReadEvent[] } {
  const calendar = new ical.Component(ical.parse(text));
  const value = (component: Component, name: string): string | undefined => component.getFirstPropertyValue(name)?.toString();
  return {
    name: value(calendar, 'x-wr-calname') ?? '',
    events: calendar.getAllSubcomponents('vevent').map((event) => ({
      uid: value(event, 'uid') ?? '',
      summary: value(event, 'summary') ?? '',
      description: value(event, 'description'),
      from: value(event, 'dtstart') ?? '',
      to: value(event, 'dtend'),
      sequence: Number(value(event, 'sequence')),
      stamp: value(event, 'dtstamp') ?? '',
      status: value(event, 'status') ?? '',
    })),
  };
}
