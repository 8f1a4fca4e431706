import { checkCalendar } from '#contexts/calendar/domain/check.ts';
import type { CalendarSettings } from '#contexts/calendar/settings/calendar.ts';
import { readMoment, readSpan } from '#contexts/calendar/settings/moments.ts';
import type { SettingsProblem } from '#contexts/access/settings/problems.ts';
import type { SettingsSketch } from './sketch.ts';
import { isTimeZone } from '#contexts/access/settings/texts.ts';

type Sketch = SettingsSketch['calendar'];

/** What cannot be meant: a soft cutoff after its hard one, a freeze that ends before it begins or is for a backend that is not there. */
export function calendarProblems(calendar: Sketch, backends: readonly (string | undefined)[]): SettingsProblem[] {
  const { timeZone = 'UTC', releases, freezes } = calendar;
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  const read = (text: string | undefined): number => readMoment(text ?? '', '00:00', zone) ?? Number.NaN;
  return [
    ...releases.flatMap(({ softCutoff, hardCutoff }, index) => {
      const isWrong = read(softCutoff) > (readMoment(hardCutoff ?? '', '23:59', zone) ?? Number.NaN);
      return isWrong ? [{ path: `calendar.releases[${index}].hardCutoff`, message: 'must not be before the soft cutoff' }] : [];
    }),
    ...freezes.flatMap(({ kind, from, to }, index) => {
      const span = kind === 'dated' ? readSpan(from ?? '', to ?? '', zone) : undefined;
      const isWrong = span !== undefined && span.from >= span.to;
      return isWrong ? [{ path: `calendar.freezes[${index}].to`, message: 'must be after its beginning' }] : [];
    }),
    ...freezes.flatMap((freeze, index) =>
      freeze.backends
        .filter((slug) => !backends.includes(slug))
        .map((slug) => ({ path: `calendar.freezes[${index}].backends`, message: `names ${slug}, and there is no such backend` })),
    ),
  ];
}

/** C2. What a person should look at although it may be meant: every finding, in the order of the rows. */
export function calendarWarnings(calendar: CalendarSettings): SettingsProblem[] {
  const { timeZone, formula, releases } = calendar;
  return checkCalendar({ timeZone, formula, rows: releases })
    .filter(({ severity }) => severity === 'warning')
    .map(({ row, message }) => ({ path: `calendar.releases[${row}]`, message: `${releases[row]?.name ?? ''} ${message}` }));
}
