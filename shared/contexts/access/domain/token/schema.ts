import { z } from 'zod';
import { tokenKinds } from '#contexts/access/domain/token/state.ts';

const instant = z.number();
const count = z.number().int().nonnegative();

const token = z.strictObject({
  number: count,
  hash: z.string(),
  label: z.string(),
  backends: z.array(z.string()),
  scope: z
    .strictObject({ permissions: z.array(z.string()), workspaces: z.array(z.string()), everywhere: z.literal(true).optional() })
    .optional(),
  madeAt: instant,
  madeBy: z.string(),
  expiresAt: instant.optional(),
  ended: z.strictObject({ at: instant, by: z.string(), why: z.enum(['revoked', 'expired']) }).optional(),
});

/** One holder's tokens as they are stored. */
export const tokensSchema = z.strictObject({
  id: z.string().min(1),
  version: count,
  kind: z.enum(tokenKinds),
  name: z.string().min(1),
  made: count,
  tokens: z.array(token),
});
