import { z } from 'zod';
import type { Person, Role } from '#contexts/access/domain/people.ts';
import { name, slug, timeOfDay, timeZone } from './texts.ts';

/** N8. In the person's own time zone. `urgentToo`: not even questions with a running clock, and breaches, are sent inside these hours. */
const quietHours = z.strictObject({ from: timeOfDay, to: timeOfDay, urgentToo: z.boolean().default(false) });

/** An instant with its offset; read once, and from then on milliseconds. */
const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant such as 2026-12-05T09:00:00+01:00' })
  .transform((text) => Date.parse(text));

const roles = ['admin', 'tester', 'release_coordinator', 'qa_lead'] as const satisfies Role[];

/** Someone known to the installation. Mail goes to no one else but a verified contributor. */
export const personSettings = z.strictObject({
  id: slug.describe('a slug that never changes: the record names people by it'),
  name: name.describe('as pages and mails call them'),
  email: z.email().max(200).describe('where their mails go'),
  githubLogin: z
    .string()
    .regex(/^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$/, 'must be a GitHub login')
    .optional()
    .describe('tells whether they are the author, who never decides'),
  timeZone: timeZone.optional().describe('of the times in their mails; left out, the calendar’s'),
  quiet: z
    .union([z.literal(false), quietHours])
    .optional()
    .describe(
      'hours in which nothing that can wait is mailed; with `urgentToo` not even clocks. `false`: none, whatever `quiet` says for all',
    ),
  /** N8. */
  digestAt: timeOfDay
    .optional()
    .describe(
      'time of day, `"08:30"`: what can wait comes then, once a day, in one mail. Questions with a running clock, breaches and the like come at once all the same',
    ),
  roles: z.array(z.enum(roles)).min(1, 'must have a role').describe('of `admin`, `tester`, `release_coordinator`, `qa_lead`'),
  /** Q6. */
  away: z
    .array(
      z
        .strictObject({ from: instant, to: instant, standIn: slug })
        .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after its beginning' }),
    )
    .max(100)
    .optional()
    .describe('meanwhile the stand-in, an admin, gets the mails of their clocks, and they a copy'),
}) satisfies z.ZodType<Person>;
