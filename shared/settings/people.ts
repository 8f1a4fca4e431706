import { z } from 'zod';
import type { Person, Role } from '#domain/people.ts';
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
  id: slug,
  name,
  email: z.email().max(200),
  githubLogin: z
    .string()
    .regex(/^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$/, 'must be a GitHub login')
    .optional(),
  timeZone: timeZone.optional(),
  quiet: z.union([z.literal(false), quietHours]).optional(),
  /** N8. What can wait comes once a day, at this time, in one mail. */
  digestAt: timeOfDay.optional(),
  roles: z.array(z.enum(roles)).min(1, 'must have a role'),
  /** Q6. While they are away the mails of their clocks go to the stand-in, an admin, with a copy to them. */
  away: z
    .array(
      z
        .strictObject({ from: instant, to: instant, standIn: slug })
        .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after its beginning' }),
    )
    .max(100)
    .optional(),
}) satisfies z.ZodType<Person>;
export type PersonSettings = z.infer<typeof personSettings>;
