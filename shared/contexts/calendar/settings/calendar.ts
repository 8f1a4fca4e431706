import { z } from 'zod';
import { dayOf, weekdays } from '#contexts/calendar/domain/days.ts';
import { softBefore, type CutFormula } from '#contexts/calendar/domain/formula.ts';
import type { Freeze } from '#contexts/calendar/domain/freeze.ts';
import type { ReleaseRow } from '#contexts/calendar/domain/releases.ts';
import { moment, readMoment, readSpan } from './moments.ts';
import { name, slug, timeOfDay, timeZone } from '#contexts/access/settings/texts.ts';

/** C1. An estimate where there is no row: the n-th weekday of the month, moved by days, at a time of day; the soft cutoff some days before. */
const formula = z.strictObject({
  weekday: z.enum(weekdays).default('saturday'),
  ordinal: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal('last')]).default(1),
  offsetDays: z.int().min(-31).max(31).default(0),
  hardTime: timeOfDay.default('23:59'),
  softDaysBefore: z.int().min(0).max(31).default(0),
  softTime: timeOfDay.default('12:00'),
}) satisfies z.ZodType<CutFormula>;

/** A dated row: truth, whatever the formula says. A date stands for its usual time of day; the soft cutoff follows from the hard one unless given. */
const release = z.strictObject({
  name: name.describe('rows are truth, whatever the formula says'),
  hardCutoff: moment.describe('a date stands for `calendar.formula.hardTime` of that day'),
  softCutoff: moment.optional().describe('follows from the hard one unless given; a date stands for `calendar.formula.softTime`'),
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-12')
    .optional()
    .describe('where neither name nor date tells whose release it is'),
});

/** Left out: all of them. */
const backends = z.array(slug).min(1).max(50).optional().describe('of all backends unless some are named');
/** People who may override it; every admin when left out. */
const overrideBy = z
  .array(slug)
  .max(50)
  .optional()
  .describe(
    'who may start something all the same, with a reason (ids of admins; an operator’s name counts if it is one of them); left out, every admin and operator',
  );
/** C8. Times without a zone are in the calendar's. */
const freeze = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('dated').describe('`dated` or `weekly`'),
    name: name.describe('as people are told'),
    backends,
    overrideBy,
    from: moment.describe('of a dated one a time, of a weekly one a time of day'),
    to: moment.describe('the same of its end'),
  }),
  z.strictObject({
    kind: z.literal('weekly'),
    name,
    backends,
    overrideBy,
    timeZone: timeZone.optional().describe('a weekly one’s own zone; left out, the calendar’s'),
    weekdays: z.array(z.enum(weekdays)).min(1).max(7).describe('the days on which a weekly one begins'),
    from: timeOfDay,
    to: timeOfDay,
    untilWeekday: z.enum(weekdays).optional().describe('the day on which it ends, if that is another'),
  }),
]);

const written = z.strictObject({
  timeZone: timeZone.default('UTC').describe('of all times that name none'),
  formula: formula
    .prefault({})
    .describe('an estimate for months without a row: the n-th weekday of the month, moved by days; `ordinal` is 1 to 4 or `last`'),
  releases: z.array(release).max(500).default([]),
  freezes: z.array(freeze).max(100).default([]),
});
type Written = z.infer<typeof written>;

export const calendarSettings = written.transform((calendar) => ({
  timeZone: calendar.timeZone,
  formula: calendar.formula,
  releases: calendar.releases.map((row) => readRow(row, calendar)),
  freezes: calendar.freezes.map((one) => readFreeze(one, calendar)),
}));
export type CalendarSettings = z.infer<typeof calendarSettings>;

function readRow({ softCutoff, hardCutoff, ...row }: Written['releases'][number], { formula, timeZone }: Written): ReleaseRow {
  const hard = readMoment(hardCutoff, formula.hardTime, timeZone) ?? Number.NaN;
  const soft =
    softCutoff === undefined ? softBefore(dayOf(hard, timeZone), formula, timeZone) : readMoment(softCutoff, formula.softTime, timeZone);
  return { ...row, softCutoff: softCutoff === undefined ? Math.min(soft ?? hard, hard) : (soft ?? Number.NaN), hardCutoff: hard };
}

function readFreeze(one: Written['freezes'][number], { timeZone }: Written): Freeze {
  if (one.kind === 'weekly') return { ...one, timeZone: one.timeZone ?? timeZone };
  return { ...one, ...(readSpan(one.from, one.to, timeZone) ?? { from: Number.NaN, to: Number.NaN }) };
}
