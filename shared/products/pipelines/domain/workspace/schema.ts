import { z } from 'zod';

/** A workspace's state as it is stored. */
export const workspaceSchema = z.strictObject({
  name: z.string().min(1),
  version: z.number().int().nonnegative(),
  repository: z.string(),
  branch: z.string(),
  purpose: z.string(),
  people: z.array(z.string()),
  createdAt: z.number(),
  archived: z.strictObject({ since: z.number(), by: z.string(), why: z.string() }).optional(),
});
