import { z } from 'zod';

const instant = z.number();
const count = z.number().int().nonnegative();

const stage = z.strictObject({
  stage: z.enum(['warn7', 'warn3', 'warn1', 'cut']),
  dueAt: instant,
  begunAt: instant.optional(),
  doneAt: instant.optional(),
  after: z.strictObject({ awaits: z.string(), value: z.number(), id: z.string() }).optional(),
  collectedAt: instant.optional(),
});

/** A release's state as it is stored. */
export const releaseSchema = z.strictObject({
  id: z.string().min(1),
  version: count,
  name: z.string().min(1),
  softCutoff: instant.optional(),
  hardCutoff: instant.optional(),
  plannedAt: instant.optional(),
  stages: z.record(z.string(), stage),
  cuts: z.array(z.strictObject({ cutoff: instant, doneAt: instant, made: count, moved: count, blocking: count })),
  movedAfterCut: z.array(z.strictObject({ from: instant, to: instant, seenAt: instant })),
  reports: count.optional(),
});
