import { z } from 'zod';

const count = z.number().int().nonnegative();

/** A plan's state as it is stored; its pages are documents of their own. */
export const planSchema = z.looseObject({
  id: z.string().min(1),
  version: count,
  owner: z.looseObject({}),
  backend: z.string(),
  mode: z.string(),
  madeAt: z.number(),
  pages: z.array(
    z.strictObject({
      group: z.enum(['before', 'main', 'after']),
      first: count,
      counts: z.record(z.string(), count),
      behind: z.literal(true).optional(),
    }),
  ),
  names: z.array(z.string()),
});
