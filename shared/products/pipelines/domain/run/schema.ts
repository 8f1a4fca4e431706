import { z } from 'zod';

const instant = z.number();
const count = z.number().int().nonnegative();
const text = z.string();
const names = z.array(text);

/** A run's state as it is stored. */
export const runSchema = z.strictObject({
  id: text.min(1),
  version: count,
  backend: text.min(1),
  workspace: text.min(1),
  repository: text,
  branch: text,
  commit: text,
  requested: names,
  force: z.boolean(),
  createdBy: text,
  tells: names.optional(),
  project: text.optional(),
  orgs: names.optional(),
  permissions: names.optional(),
  createdAt: instant,
  steps: z.strictObject({ run: count, reused: count, joined: count }),
  cancelled: z.strictObject({ at: instant, who: text }).optional(),
  ended: z.strictObject({ at: instant, end: z.enum(['succeeded', 'failed', 'cancelled']), counts: z.record(text, count) }).optional(),
});
