import { z } from 'zod';

const instant = z.number();
const count = z.number().int().nonnegative();

const session = z.strictObject({
  number: count,
  family: count,
  hash: z.string(),
  at: instant,
  expiresAt: instant,
  way: z.string(),
  from: z.string(),
  bond: z.string().optional(),
  ended: z.strictObject({ at: instant, by: z.string(), why: z.enum(['signed_out', 'ended', 'renewed', 'too_many', 'expired']) }).optional(),
});

const ask = z.strictObject({
  id: z.string(),
  verifier: z.string(),
  at: instant,
  expiresAt: instant,
  pass: z.string().optional(),
  wrongCodes: count,
  ended: z.enum(['used', 'locked']).optional(),
});

const place = z.strictObject({ backend: z.string().optional(), workspace: z.string().optional(), client: z.string().optional() });

const profile = z.strictObject({ name: z.string(), email: z.string() });

const grant = z.strictObject({
  role: z.string(),
  where: z.union([z.literal('all'), place]),
  since: instant,
  by: z.string(),
  until: instant.optional(),
});

/** One person's account as it is stored. */
export const accountSchema = z.strictObject({
  id: z.string().min(1),
  version: count,
  sessionsMade: count,
  sessions: z.array(session),
  asks: z.array(ask),
  github: z.strictObject({ login: z.string(), id: z.string() }).optional(),
  failed: z.strictObject({ count, last: instant }).optional(),
  invited: z.strictObject({ at: instant, by: z.string(), profile }).optional(),
  grants: z.array(grant).optional(),
  timeZone: z.string().optional(),
});
