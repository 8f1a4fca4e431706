import { z } from 'zod';
import type { Person, Role } from '#domain/people.ts';
import { name, slug, timeZone } from './texts.ts';

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
  roles: z.array(z.enum(roles)).min(1, 'must have a role'),
}) satisfies z.ZodType<Person>;
export type PersonSettings = z.infer<typeof personSettings>;
