import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { afterWorkingTime, passageOf, workingTimeBetween, type WorkingTime } from '#contexts/calendar/domain/working-time.ts';
import { dueWith, leftOf } from '#kernel/promises/passing.ts';
import type { Clock } from '#kernel/promises/state.ts';
import { letTimePass } from '#test/support/clock-watch.ts';
import { answers, begin, factsOf, HOUR, MINUTE, recordGates, wait } from '#test/support/given-request.ts';

const day = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];
const office: WorkingTime = {
  timeZone: 'Europe/Vienna',
  week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day },
  holidays: ['2026-12-08', '2026-12-25'],
};
const at = (text: string): number => Date.parse(text);

test.each([
  ['2026-11-23T09:00:00+01:00', 24, '2026-11-25T18:00:00+01:00', 'three days of eight hours'],
  ['2026-11-27T17:00:00+01:00', 2, '2026-11-30T10:00:00+01:00', 'over a weekend'],
  ['2026-12-07T18:00:00+01:00', 1, '2026-12-09T10:00:00+01:00', 'over a holiday'],
  ['2026-11-23T12:30:00+01:00', 1, '2026-11-23T14:00:00+01:00', 'from within a break'],
  ['2026-03-27T17:00:00+01:00', 2, '2026-03-30T10:00:00+02:00', 'over the night in which clocks are put forward'],
] as const)('S5 from %s on %d working hours end at %s: %s', (from, hours, to, _why) => {
  expect(afterWorkingTime(office, at(from), hours * HOUR)).toBe(at(to));
  expect(workingTimeBetween(office, at(from), at(to))).toBe(hours * HOUR);
});

test('S5 a day’s span is as long as it really lasts: 23 hours when clocks are put forward, 25 when back', () => {
  const always: WorkingTime = { timeZone: 'Europe/Vienna', week: { sunday: [{ from: '00:00', to: '24:00' }] }, holidays: [] };
  const length = (date: string): number =>
    workingTimeBetween(always, at(`${date}T00:00:00Z`) - 12 * HOUR, at(`${date}T00:00:00Z`) + 36 * HOUR);
  expect([length('2026-03-29'), length('2026-10-25'), length('2026-11-01')]).toEqual([23 * HOUR, 25 * HOUR, 24 * HOUR]);
});

const zones = ['UTC', 'Europe/Vienna', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'America/Santiago'];
const anyWork = fc.record({
  timeZone: fc.constantFrom(...zones),
  week: fc.record({ monday: fc.constant(day), wednesday: fc.constant(day), sunday: fc.constant([{ from: '00:00', to: '24:00' }]) }),
  holidays: fc.constant(['2026-03-29', '2026-11-02']),
});
const instants = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
const times = fc.integer({ min: 1, max: 60 * 60 }).map((minutes) => minutes * MINUTE);

test('S5 what ends after so much working time has so much working time in it, and begins no later than it ends', () => {
  fc.assert(
    fc.property(anyWork, instants, times, (working, from, time) => {
      const end = afterWorkingTime(working, from, time);
      expect(workingTimeBetween(working, from, end)).toBe(time);
      expect(workingTimeBetween(working, from, end - 1)).toBe(time - 1);
    }),
    { numRuns: 150 },
  );
});

test('S5 working time adds up, whatever instant it is cut at, and is never more than what elapsed', () => {
  fc.assert(
    fc.property(anyWork, fc.array(instants, { minLength: 3, maxLength: 3 }), (working, cut) => {
      const [a = 0, b = 0, c = 0] = cut.toSorted((one, other) => one - other);
      const [first, second] = [workingTimeBetween(working, a, b), workingTimeBetween(working, b, c)];
      expect(first + second).toBe(workingTimeBetween(working, a, c));
      expect(first).toBeLessThanOrEqual(b - a);
    }),
    { numRuns: 40 },
  );
});

/** Whatever settings allow: in order and not overlapping, to the minute, at night too. */
const anySpans = fc
  .uniqueArray(
    fc.oneof(fc.integer({ min: 0, max: 24 * 60 }), { weight: 3, arbitrary: fc.constantFrom(60, 90, 120, 135, 150, 165, 180, 210) }),
    {
      minLength: 2,
      maxLength: 8,
    },
  )
  .map((minutes) => minutes.toSorted((a, b) => a - b))
  .map((minutes) =>
    Array.from({ length: Math.floor(minutes.length / 2) }, (_, n) => ({
      from: clock(minutes[2 * n] ?? 0),
      to: clock(minutes[2 * n + 1] ?? 0),
    })),
  );
const anyWeek = fc.record({
  timeZone: fc.constantFrom(...zones, 'Asia/Beirut', 'Africa/Casablanca', 'Africa/Cairo', 'Asia/Gaza'),
  week: fc.record({ friday: anySpans, saturday: anySpans, sunday: anySpans, monday: anySpans }, { requiredKeys: ['sunday'] }),
  holidays: fc.constantFrom([], ['2026-03-29'], ['2026-04-05', '2026-10-25']),
});

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Around the days on which some zone changes its clocks. */
const nearChanges = fc
  .tuple(
    fc.constantFrom(
      '2026-03-08',
      '2026-03-22',
      '2026-03-29',
      '2026-04-05',
      '2026-04-24',
      '2026-09-06',
      '2026-10-04',
      '2026-10-25',
      '2026-11-01',
    ),
    fc.integer({ min: -36 * 60, max: 60 * 60 }),
  )
  .map(([date, minutes]) => at(`${date}T00:00:00Z`) + minutes * MINUTE);

test('S5 an hour that does not exist is no working hour, and what begins right behind it is not worked twice', () => {
  const spans = [
    { from: '01:00', to: '02:30' },
    { from: '03:00', to: '04:00' },
  ];
  const night: WorkingTime = { timeZone: 'Europe/Vienna', week: { sunday: spans }, holidays: [] };
  const [one, four] = [at('2026-03-29T01:00:00+01:00'), at('2026-03-29T04:00:00+02:00')];
  expect(workingTimeBetween(night, one, four)).toBe(four - one);
  expect(afterWorkingTime(night, one, 2 * HOUR)).toBe(four);
});

test('S5 on days on which clocks change no minute is worked twice, in whatever hours of the night people work', () => {
  fc.assert(
    fc.property(
      anyWeek,
      nearChanges,
      fc.integer({ min: 0, max: 3 * 24 * 60 }),
      fc.integer({ min: 1, max: 30 * 60 }),
      (working, from, length, minutes) => {
        const to = from + length * MINUTE;
        expect(workingTimeBetween(working, from, to)).toBeLessThanOrEqual(to - from);
        const middle = from + Math.floor(length / 2) * MINUTE;
        expect(workingTimeBetween(working, from, middle) + workingTimeBetween(working, middle, to)).toBe(
          workingTimeBetween(working, from, to),
        );
        const end = afterWorkingTime(working, from, minutes * MINUTE);
        expect(end - from).toBeGreaterThanOrEqual(minutes * MINUTE);
        // Where so little is worked that three years are not enough for it, the rest counts as elapsed time.
        fc.pre(end - from < 3 * 365 * 24 * HOUR);
        expect(workingTimeBetween(working, from, end)).toBe(minutes * MINUTE);
        expect(workingTimeBetween(working, from, end - 1)).toBe(minutes * MINUTE - 1);
        expect(afterWorkingTime(working, from, (minutes + 1) * MINUTE)).toBeGreaterThan(end);
      },
    ),
    { numRuns: 300 },
  );
});

test('S5 S3 a promise paused and taken up again, at any hours and over any weekend, falls due when its working time is used up', () => {
  const workingTime = passageOf(office);
  const counting = { answerWithin: 24 * HOUR, workingTime };
  fc.assert(
    fc.property(nearChanges, fc.array(fc.integer({ min: 1, max: 5 * 24 * 60 }), { maxLength: 6 }), (start, waits) => {
      let running: Clock = {
        id: 'review:1',
        kind: 'review',
        startedAt: start,
        promised: 24 * HOUR,
        state: 'running',
        dueAt: afterWorkingTime(office, start, 24 * HOUR),
      };
      let [now, worked] = [start, 0];
      waits.forEach((minutes, n) => {
        const then = now + minutes * MINUTE;
        const left = leftOf(counting, running, now);
        if (n % 2 === 0) {
          worked += workingTimeBetween(office, now, then);
          expect(leftOf(counting, running, then)).toBe(24 * HOUR - worked);
          if (running.state === 'running') expect(then < running.dueAt).toBe(worked < 24 * HOUR);
        } else {
          running = { ...running, state: 'running', resumedAt: then, left, dueAt: dueWith(counting, left, then) };
        }
        now = then;
      });
      const end = leftOf(counting, running, now);
      if (end > 0 && running.state === 'running') expect(workingTimeBetween(office, now, running.dueAt)).toBe(end);
    }),
    { numRuns: 150 },
  );
});

test('S5 with nothing but holidays no promise waits for ever', () => {
  const never: WorkingTime = { timeZone: 'UTC', week: {}, holidays: [] };
  expect(Number.isFinite(afterWorkingTime(never, at('2026-01-01T00:00:00Z'), HOUR))).toBe(true);
});

test('S5 S2 S3 clock, ladder and pause are counted in working time, the breach in the moment it is used up', () => {
  const story = begin({ rules: { workingTime: passageOf(office) } });
  story.now = at('2026-11-26T09:00:00+01:00');
  recordGates(story);
  expect(factsOf(story, 'clock_started')).toMatchObject([{ dueAt: at('2026-11-30T18:00:00+01:00'), promised: 24 * HOUR }]);
  letTimePass(story, 33 * HOUR);
  expect(factsOf(story, 'clock_reminded')).toMatchObject([{ rung: 1, at: at('2026-11-27T14:00:00+01:00') }]);
  answers(story, 'grace', 'review', 'return');
  wait(story, 3 * 24 * HOUR);
  answers(story, 'contributor', 'return', 'answer');
  expect(factsOf(story, 'clock_resumed')).toMatchObject([{ dueAt: at('2026-12-01T18:00:00+01:00') }]);
  letTimePass(story, 24 * HOUR - 1);
  expect(factsOf(story, 'clock_breached')).toEqual([]);
  letTimePass(story, 1);
  expect(factsOf(story, 'clock_breached')).toMatchObject([{ at: at('2026-12-01T18:00:00+01:00') }]);
});
