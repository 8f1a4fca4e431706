import { z } from 'zod';
import { isId } from '#contexts/access/ids.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import { placeKinds } from '#contexts/access/domain/rights/place.ts';
import { roleName } from './roles.ts';
import { name, slug, timeOfDay, timeZone } from './texts.ts';

/** N8. In the person's own time zone. `urgentToo`: not even questions with a running clock, and breaches, are sent inside these hours. */
const quietHours = z.strictObject({ from: timeOfDay, to: timeOfDay, urgentToo: z.boolean().default(false) });

/** An instant with its offset; read once, and from then on milliseconds. */
const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant such as 2026-12-05T09:00:00+01:00' })
  .transform((text) => Date.parse(text));

/** W4. For all by its name, or somewhere. */
const roleGiven = z.union([
  roleName,
  z
    .strictObject({
      role: roleName,
      backend: slug.optional(),
      workspace: z.string().min(1).max(200).optional(),
      client: slug.optional(),
    })
    .refine((given) => placeKinds.some((kind) => given[kind] !== undefined), `must name where: ${placeKinds.join(', ')}`),
]);

/** Someone known to the installation. Mail goes to no one else but a verified contributor. */
export const personSettings = z.strictObject({
  id: slug
    .refine((text) => !isId('slug', text) || isId('person', text), 'is a word that the record has for others: take another')
    .describe('a slug that never changes: the record names people by it'),
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
  roles: z
    .array(roleGiven)
    .min(1, 'must have a role')
    .max(100)
    .describe(
      'what they may do: names of [roles](permissions.md), `"admin"`, for all; or `{ "role": "researcher", "workspace": "w" }`, also with `backend` or `client`, for that alone',
    ),
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
