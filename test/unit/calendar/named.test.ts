import { describe, expect, test } from '@jest/globals';
import { choosableReleases, estimateOf, releaseNamed } from '#contexts/calendar/domain/named.ts';
import { releaseProblem } from '#contexts/intake/domain/release-name.ts';
import { queueRank } from '#products/rehearsal/domain/queue-order.ts';
import { isFor } from '#products/rehearsal/domain/cutoff.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { namedReleaseProblem } from '#products/rehearsal/domain/fields/releases.ts';
import { begin } from '#test/support/given-request.ts';
import { sampleRules } from '#test/support/sample-request.ts';

const calendar: NonNullable<Rules['calendar']> = {
  timeZone: 'UTC',
  formula: { weekday: 'saturday', ordinal: 1, offsetDays: 0, hardTime: '23:59', softDaysBefore: 2, softTime: '12:00' },
};
const now = Date.UTC(2027, 0, 15);
const rules = { ...sampleRules, calendar, releases: [{ name: '3.4.1', hardCutoff: Date.UTC(2027, 1, 6, 23, 59) }] };

describe('C1 an estimate that the calendar shows', () => {
  test('C1 I16 can be aimed at and deferred to; what the calendar does not show cannot', () => {
    expect(choosableReleases(rules, now).map(({ name, estimated }) => [name, estimated])).toEqual(
      expect.arrayContaining([
        ['3.4.1', false],
        ['2027-03', true],
      ]),
    );
    expect(choosableReleases(rules, now).map(({ name }) => name)).not.toContain('2027-02');
    const problem = (name: string): string | undefined => namedReleaseProblem(name, { rules, now });
    expect([problem('2027-03'), problem('3.4.1')]).toEqual([undefined, undefined]);
    for (const name of ['2026-03', '2027-02', '2031-01', '2027-13', '9.9-nonsense', '__proto__'])
      expect(problem(name)).toContain('There is no release');
    expect(releaseProblem('2027-03', choosableReleases(rules, now), now)).toBeUndefined();
  });

  test('C1 without a row any plain name will do, as before', () => {
    expect(choosableReleases({ releases: [], calendar }, now)).toEqual([]);
  });

  test('C1 C7 without a row an estimate that somebody names is that estimate all the same', () => {
    expect(releaseNamed({ releases: [], calendar }, '2027-03')).toMatchObject({ name: '2027-03', estimated: true });
    expect(releaseNamed({ releases: [], calendar }, '5.2')).toBeUndefined();
    expect(releaseNamed({ releases: [] }, '2027-03')).toBeUndefined();
  });

  test('C1 Q3 it is served by its estimated cutoff, and by the row once its month has one', () => {
    const { state } = begin({ submission: { targetRelease: '2027-03' } });
    const later = releaseNamed(rules, '2027-03');
    expect(later).toMatchObject({ name: '2027-03', estimated: true });
    expect(queueRank(state, rules)).toContain(String(later?.hardCutoff));
    const dated = { ...rules, releases: [...rules.releases, { name: '3.5.0', hardCutoff: Date.UTC(2027, 2, 7) }] };
    expect(releaseNamed(dated, '2027-03')).toMatchObject({ name: '3.5.0', estimated: false });
    expect(choosableReleases(dated, now).map(({ name }) => name)).not.toContain('2027-03');
  });

  test('C4 it is cut with the row that its month has got', () => {
    const { state } = begin({ submission: { targetRelease: '2027-03' } });
    const row = { name: '3.5.0', hardCutoff: Date.UTC(2027, 2, 7) };
    expect(estimateOf({ calendar }, row)).toBe('2027-03');
    expect(isFor(state, row.name, row.hardCutoff)).toBe(false);
    expect(isFor(state, row.name, row.hardCutoff, estimateOf({ calendar }, row))).toBe(true);
    expect(isFor(state, '3.6.0', row.hardCutoff, '2027-04')).toBe(false);
    expect(estimateOf({ calendar }, { ...row, name: '2027-03' })).toBeUndefined();
  });
});
