import { z } from 'zod';

/** The intake's state as it is stored. */
export const intakeSchema = z.strictObject({
  id: z.literal('intake'),
  version: z.number().int().nonnegative(),
  switched: z.strictObject({ open: z.boolean(), why: z.string(), by: z.string(), since: z.number() }).optional(),
});
