import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { checkCalendar, type Finding } from '#contexts/calendar/domain/check.ts';
import { countsFor } from '#contexts/calendar/domain/counts-for.ts';
import { dateText, dayFromText, monthOf, weekdayOf, weekdays } from '#contexts/calendar/domain/days.ts';
import { cutoffsOn, formulaDay, type CutFormula } from '#contexts/calendar/domain/formula.ts';
import {
  comingReleases,
  datedReleases,
  estimate,
  nextRow,
  type ReleaseCalendar,
  type ReleaseRow,
} from '#contexts/calendar/domain/releases.ts';
import { readSharedJson, testWithSharedData } from '#test/support/shared-data.ts';

const firstSaturday: CutFormula = {
  weekday: 'saturday',
  ordinal: 1,
  offsetDays: 0,
  hardTime: '23:59',
  softDaysBefore: 0,
  softTime: '12:00',
};
const bare = { timeZone: 'Asia/Kolkata', formula: firstSaturday };

function on(name: string, date: string): ReleaseRow {
  return { name, ...cutoffsOn(dayFromText(date) ?? 0, firstSaturday, bare.timeZone) };
}

function calendar(...rows: ReleaseRow[]): ReleaseCalendar {
  return { ...bare, rows };
}

/** The real rows: name, first Saturday of the month by an independent hand, and the date of the cut. */
function oppia(): { release: string; firstSaturday: string; rotaCut: string }[] {
  const row = z.object({ release: z.string(), firstSaturday: z.string(), rotaCut: z.string() });
  return z.object({ rows: z.array(row) }).parse(readSharedJson('oppia-release-cuts.json')).rows;
}

describe('the formula', () => {
  test.each([
    [{}, '2026-12', '2026-12-05'],
    [{ offsetDays: -3 }, '2026-07', '2026-07-01'],
    [{ offsetDays: -3 }, '2022-07', '2022-06-29'],
    [{ weekday: 'wednesday', ordinal: 3 }, '2026-12', '2026-12-16'],
    [{ weekday: 'friday', ordinal: 'last' }, '2027-02', '2027-02-26'],
    [{ weekday: 'sunday', ordinal: 'last', offsetDays: 1 }, '2026-05', '2026-06-01'],
  ] as const)('C1 %j in %s is %s', (over, month, expected) => {
    expect(dateText(formulaDay({ ...firstSaturday, ...over }, month))).toBe(expected);
  });

  test('C1 the n-th weekday is that weekday, in its month, after n − 1 others; the last has no other after it', () => {
    const year = fc.integer({ min: 2000, max: 2100 });
    fc.assert(
      fc.property(year, fc.integer({ min: 1, max: 12 }), fc.constantFrom(...weekdays), (y, m, weekday) => {
        const month = `${y}-${String(m).padStart(2, '0')}`;
        for (const ordinal of [1, 2, 3, 4, 'last'] as const) {
          const day = formulaDay({ ...firstSaturday, weekday, ordinal }, month);
          expect([weekdayOf(day), monthOf(day)]).toEqual([weekday, month]);
          const others = ordinal === 'last' ? monthOf(day + 7) !== month : Math.ceil(Number(dateText(day).slice(8)) / 7) === ordinal;
          expect(others).toBe(true);
        }
      }),
    );
  });

  test('C1 C2 times of day are local, and the soft cutoff comes before the hard one', () => {
    const { softCutoff, hardCutoff, estimated } = estimate({ ...bare, formula: { ...firstSaturday, softDaysBefore: 2 } }, '2026-12');
    expect([softCutoff, hardCutoff].map((at) => new Date(at).toISOString())).toEqual([
      '2026-12-03T06:30:00.000Z',
      '2026-12-05T18:29:00.000Z',
    ]);
    expect(estimated).toBe(true);
  });
});

describe('the calendar', () => {
  test('C1 rows are truth; months without a row are estimated, and marked', () => {
    const coming = comingReleases(calendar(on('5.3', '2027-01-06'), on('5.2', '2026-12-02')), Date.UTC(2026, 10, 20), 4);
    expect(coming.map(({ name, month, estimated }) => [name, month, estimated])).toEqual([
      ['5.2', '2026-12', false],
      ['5.3', '2027-01', false],
      ['2027-02', '2027-02', true],
      ['2027-03', '2027-03', true],
    ]);
  });

  test('C1 a row is of the month that it says, that its name says, or whose formula is nearest', () => {
    const rows = [on('5.2', '2022-06-29'), { ...on('5.3', '2022-06-30'), month: '2022-09' }, on('2022-08', '2022-06-30')];
    expect(datedReleases(calendar(...rows)).map(({ name, month }) => [name, month])).toEqual([
      ['5.2', '2022-07'],
      ['5.3', '2022-09'],
      ['2022-08', '2022-08'],
    ]);
  });

  test('C4 the next row is the first that is still to come, and comes after the one that is left', () => {
    const rows = [on('a', '2026-12-02'), on('b', '2027-01-06'), on('c', '2027-02-03')];
    const after = (date: string, name?: string): string | undefined => nextRow(rows, Date.parse(date), name)?.name;
    expect([after('2026-11-01'), after('2026-11-01', 'a'), after('2027-01-15', 'a'), after('2027-03-01', 'a')]).toEqual([
      'a',
      'b',
      'c',
      undefined,
    ]);
    expect(after('2026-12-03', 'unknown')).toBe('b');
  });

  test('C4 before the instant counts, at it and after it does not', () => {
    const cutoff = Date.UTC(2026, 11, 5);
    expect([cutoff - 1, cutoff, cutoff + 1, undefined].map((at) => countsFor(at, cutoff))).toEqual([true, false, false, false]);
  });

  test('C2 what cannot be meant is an error', () => {
    const row = on('5.2', '2026-12-05');
    const found = checkCalendar(calendar(row, on('5.2', '2027-01-02'), { ...on('5.4', '2027-02-06'), softCutoff: Date.UTC(2027, 2) }));
    expect(found.map(({ severity, code, row: index }) => [severity, code, index])).toEqual([
      ['error', 'same_name', 1],
      ['error', 'soft_after_hard', 2],
    ]);
  });

  test('C2 a calendar that follows the formula has no findings; two releases of one month are said', () => {
    const right = calendar(on('5.2', '2026-12-05'), on('5.3', '2027-01-02'), on('5.4', '2027-02-06'));
    expect(checkCalendar(right)).toEqual([]);
    const twice = checkCalendar({ ...right, rows: [...right.rows, on('5.4.1', '2027-02-13')] });
    expect(twice.map(({ code }) => code)).toEqual(['same_month', 'differs_from_formula']);
  });
});

describe('the real calendar', () => {
  testWithSharedData('C1 the formula gives the first Saturdays, and differs from 28 of the 29 real cuts; the rows win', () => {
    const real = oppia();
    const rows = real.map(({ release, rotaCut }) => on(release, rotaCut));
    expect(real.map(({ release }) => dateText(formulaDay(firstSaturday, release)))).toEqual(real.map((row) => row.firstSaturday));
    const differs = checkCalendar(calendar(...rows)).filter(({ code }) => code === 'differs_from_formula' || code === 'far_from_formula');
    expect(differs).toHaveLength(28);
    expect(real[new Set(differs.map(({ row }) => row)).has(13) ? 0 : 13]?.release).toBe('2023-05');
    const releases = datedReleases(calendar(...rows));
    expect(releases.every(({ estimated }) => !estimated)).toBe(true);
    expect(new Map(releases.map(({ name, hardCutoff }) => [name, hardCutoff]))).toEqual(
      new Map(rows.map((row) => [row.name, row.hardCutoff])),
    );
  });

  testWithSharedData('C2 the misprint is found: a Monday, out of order, five weeks from the formula', () => {
    const rows = oppia().map(({ release, rotaCut }) => on(release, rotaCut));
    const about = (code: Finding['code']): string[] =>
      checkCalendar(calendar(...rows))
        .filter((finding) => finding.code === code)
        .map(({ row, message }) => `${rows[row]?.name} ${message}`);
    expect(about('far_from_formula')).toEqual(["2024-12 is cut on 2024-11-04, 33 days before the formula's 2024-12-07"]);
    expect(about('out_of_order')).toEqual(['2024-12 is cut on 2024-11-04, not after 2024-11 (2024-11-06)']);
    expect(about('unusual_weekday')).toEqual([
      '2023-04 is cut on a Monday (2023-04-03), unlike the others',
      '2024-12 is cut on a Monday (2024-11-04), unlike the others',
    ]);
    expect(checkCalendar(calendar(...rows)).every(({ severity }) => severity === 'warning')).toBe(true);
  });
});
