import { z } from 'zod';
import { isoInstant, name, timeOfDay, timeZone } from './texts.ts';

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** C1. An estimate where there is no row: the n-th weekday of the month, moved by days, at a time of day. */
const formula = z.strictObject({
  weekday: z.enum(weekdays).default('saturday'),
  ordinal: z.int().min(1).max(4).default(1),
  offsetDays: z.int().min(-31).max(31).default(0),
  softTime: timeOfDay.default('12:00'),
  hardTime: timeOfDay.default('23:59'),
});

/** A dated row: truth, whatever the formula says. Instants in milliseconds once parsed. */
const release = z.strictObject({ name, softCutoff: isoInstant, hardCutoff: isoInstant });

export const calendarSettings = z.strictObject({
  timeZone: timeZone.default('UTC'),
  formula: formula.prefault({}),
  releases: z.array(release).max(500).default([]),
});
export type CalendarSettings = z.infer<typeof calendarSettings>;
