import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { calendarEntries, revise, type Revision } from '#contexts/calendar/domain/revisions.ts';
import { slotsOf } from '#contexts/backends/domain/forecast/slots.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { weekdays } from '#contexts/calendar/domain/days.ts';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';
import { cutoffFeed } from '#contexts/calendar/pages/feeds/cutoff-feed.ts';
import { icsText } from '#contexts/calendar/pages/feeds/ics.ts';
import { oneLine } from '#html/text.ts';
import { queueFeed } from '#contexts/backends/pages/queue-feed.ts';
import { readCalendar } from '#test/support/ical.ts';
import { sampleRules } from '#test/support/sample-request.ts';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const place = { installation: 'Rehearsal', host: 'rehearsal.example.org', boardUrl: 'https://rehearsal.example.org/board' };
const hard = Date.parse('2026-12-05T22:59:00Z');

const rules: Rules = {
  ...sampleRules,
  releases: [{ name: '3.4.1', softCutoff: hard - 2 * DAY, hardCutoff: hard }],
  freezes: [
    { kind: 'dated', name: 'New year', from: Date.parse('2026-12-24T00:00:00Z'), to: Date.parse('2027-01-02T00:00:00Z') },
    {
      kind: 'weekly',
      name: 'Weekend',
      backends: ['local'],
      timeZone: 'Europe/Vienna',
      weekdays: ['friday'],
      from: '18:00',
      to: '06:00',
      untilWeekday: 'monday',
    },
  ],
};

function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

describe('RFC 5545', () => {
  test('N7 whatever the words are: 75 octets a line, CRLF, no half character, and an independent reader reads them', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 });
    fc.assert(
      fc.property(text, text, (summary, description) => {
        const event = { uid: 'u@x', revisedAt: NOW, sequence: 3, from: NOW, to: NOW + HOUR, summary, description };
        const feed = icsText({ name: summary, refresh: 'PT1H', events: [event] });
        expect(feed.endsWith('\r\n')).toBe(true);
        expect(feed.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        expect(feed.isWellFormed()).toBe(true);
        for (const line of feed.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        const [read, ...more] = readCalendar(feed).events;
        expect(more).toEqual([]);
        expect(read).toMatchObject({ uid: 'u@x', from: '2026-11-22T08:00:00Z', to: '2026-11-22T09:00:00Z', sequence: 3 });
        expect(words(read?.summary ?? '')).toBe(words(oneLine(summary)));
      }),
    );
  });

  test('N7 nothing that a name holds begins a line of its own', () => {
    const event = { uid: 'u', revisedAt: NOW, sequence: 0, from: NOW, summary: 'x\r\nEND:VEVENT', url: 'https://x/\r\nEND:VEVENT' };
    const text = icsText({ name: 'n\nBEGIN:VEVENT', refresh: 'PT1H', events: [event] });
    expect(readCalendar(text).events).toHaveLength(1);
    expect(text.match(/^END:VEVENT\r$/gm)).toHaveLength(1);
    expect(text).not.toContain('URL:');
  });
});

describe('cutoffs and freezes', () => {
  test('N7 every window has an id of its own: nights over a change of clocks, freezes of one name, names that look like ids', () => {
    const night = { kind: 'weekly', timeZone: 'Europe/London', weekdays: [...weekdays], from: '00:30', to: '05:00' } as const;
    const dated = (from: string) => ({ kind: 'dated', name: 'Cut', from: Date.parse(from), to: Date.parse(from) + DAY }) as const;
    const freezes = [
      { ...night, name: 'Night' },
      { ...night, name: 'Night' },
      dated('2026-03-20T00:00:00Z'),
      dated('2026-04-20T00:00:00Z'),
      { ...dated('2026-03-27T00:00:00Z'), name: 'Night-2026-03-29' },
      { ...dated('2026-03-27T00:00:00Z'), name: 'Cut+2' },
    ];
    const known = revise([], calendarEntries({ ...rules, freezes }), NOW);
    expect(new Set(known.map(({ key }) => key)).size).toBe(known.length);
    const { events } = readCalendar(icsText(cutoffFeed({ ...rules, freezes }, known, place, Date.parse('2026-03-20T08:00:00Z'))));
    expect(events.filter(({ summary }) => summary === 'Freeze: Night').length).toBeGreaterThan(180);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  });

  test('N7 both cutoffs of each row, the estimates marked, the freezes expanded to instants', () => {
    const { events } = readCalendar(icsText(cutoffFeed(rules, [], place, NOW)));
    const told = (start: string): string[] => events.filter(({ summary }) => summary.startsWith(start)).map(({ from }) => from);
    expect(told('Release 3.4.1: hard')).toEqual(['2026-12-05T22:59:00Z']);
    expect(told('Release 3.4.1: soft')).toEqual(['2026-12-03T22:59:00Z']);
    expect(events.find(({ summary }) => summary === 'Freeze: New year')).toMatchObject({
      from: '2026-12-24T00:00:00Z',
      to: '2027-01-02T00:00:00Z',
    });
    expect(told('Freeze: Weekend')).toContain('2026-11-27T17:00:00Z');
    expect(told('Freeze: Weekend').length).toBeGreaterThan(20);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  });

  test('C1 an estimate is tentative and says so; a row takes its place', () => {
    const calendar = {
      timeZone: 'UTC',
      formula: { weekday: 'saturday', ordinal: 1, offsetDays: 0, hardTime: '23:59', softDaysBefore: 0, softTime: '12:00' },
    } as const;
    const { events } = readCalendar(icsText(cutoffFeed({ ...rules, calendar }, [], place, NOW)));
    const estimates = events.filter(({ summary }) => summary.includes('(estimate)'));
    expect(estimates.length).toBeGreaterThan(3);
    expect(estimates.every(({ status }) => status === 'TENTATIVE')).toBe(true);
    expect(estimates.map(({ from }) => from.slice(0, 7))).not.toContain('2026-12');
  });

  test('N7 an entry that moves keeps its id, and has the next number and a new stamp', () => {
    const feedOf = (one: Rules, revisions: readonly Revision[]): ReturnType<typeof readCalendar>['events'][number] | undefined =>
      readCalendar(icsText(cutoffFeed(one, revisions, place, NOW))).events.find(({ summary }) => summary.includes('3.4.1: hard'));
    const first = revise([], calendarEntries(rules), NOW);
    const moved = { ...rules, releases: [{ name: '3.4.1', softCutoff: hard - 2 * DAY, hardCutoff: hard + DAY }] };
    const second = revise(first, calendarEntries(moved), NOW + HOUR);
    expect(revise(second, calendarEntries(moved), NOW + 2 * HOUR)).toBe(second);
    expect(feedOf(rules, first)).toMatchObject({ sequence: 0, stamp: '2026-11-22T08:00:00Z' });
    expect(feedOf(moved, second)).toMatchObject({
      uid: feedOf(rules, first)?.uid,
      sequence: 1,
      stamp: '2026-11-22T09:00:00Z',
      from: '2026-12-06T22:59:00Z',
    });
    const back = revise(second, calendarEntries(rules), NOW + 3 * HOUR);
    expect(feedOf(rules, back)).toMatchObject({ sequence: 2 });
  });

  test('N7 a row that is taken out and comes back does not begin at nought', () => {
    const first = revise([], calendarEntries(rules), NOW);
    const without = revise(first, [{ key: 'release:x', print: '1' }], NOW);
    const again = revise(without, [{ key: 'release:3.4.1', print: 'moved' }], NOW);
    expect(again.find(({ key }) => key === 'release:3.4.1')?.sequence).toBe(1);
  });
});

describe('turns', () => {
  test('N7 the turn under way and those that are expected, as estimates', () => {
    const backend = {
      slug: 'local',
      fencing: 3,
      lease: { requestId: 'rq1', fencing: 3, grantedAt: NOW - 10 * MINUTE },
      turns: [{ endedAt: 1, took: 30 * MINUTE }],
    };
    const slots = slotsOf(backend, ['rq2', 'rq3'], [], NOW);
    const { events } = readCalendar(icsText(queueFeed({ slots }, (id) => `Job of ${id}`, place, NOW)));
    expect(events).toMatchObject([
      { summary: 'local: Job of rq1 (rq1)', from: '2026-11-22T07:50:00Z', to: '2026-11-22T08:20:00Z', status: 'CONFIRMED' },
      { summary: 'local: Job of rq2 (rq2), estimate', from: '2026-11-22T08:20:00Z', to: '2026-11-22T08:50:00Z', status: 'TENTATIVE' },
      { summary: 'local: Job of rq3 (rq3), estimate', from: '2026-11-22T08:50:00Z', status: 'TENTATIVE' },
    ]);
    expect(queueFeed({ slots, left: 3 }, () => 'x', place, NOW).name).toMatch(/, and 3 more that wait behind these$/);
    const later = readCalendar(icsText(queueFeed({ slots }, () => 'x', place, NOW + 5 * MINUTE))).events;
    expect(later.map(({ uid }) => uid)).toEqual(events.map(({ uid }) => uid));
    expect(later[0]?.sequence).toBe((events[0]?.sequence ?? 0) + 1);
  });

  test('N7 C8 nobody is told of a turn inside a freeze', () => {
    const freezes = [{ kind: 'dated', name: 'f', from: NOW - HOUR, to: NOW + DAY }] as const;
    expect(slotsOf({ slug: 'local' }, ['rq2'], freezes, NOW)).toMatchObject([{ from: NOW + DAY }]);
  });
});
