import { z } from 'zod';

const instant = z.number();
const count = z.number().int().nonnegative();

const probe = z.strictObject({
  command: z.array(z.string()),
  every: z.number(),
  timeout: z.number(),
  exitCode: z.number().int(),
  monthsAgo: count.optional(),
});

/** A backend's state as it is stored. A flag that no table knows any more is kept as it was raised. */
export const backendSchema = z.strictObject({
  slug: z.string().min(1),
  version: count,
  fencing: count,
  lease: z.strictObject({ requestId: z.string(), fencing: count, grantedAt: instant }).optional(),
  turns: z.array(z.strictObject({ endedAt: instant, took: z.number() })).optional(),
  added: z
    .strictObject({
      name: z.string(),
      kind: z.literal('shared'),
      pools: z.record(z.string(), count),
      probes: z.record(z.string(), probe).optional(),
      since: instant,
      by: z.string(),
    })
    .optional(),
  flags: z.record(z.string(), z.strictObject({ since: instant, by: z.string(), why: z.string(), waits: z.literal(true).optional() })),
  lowered: z.record(z.string(), instant).optional(),
  drain: z
    .strictObject({
      mode: z.enum(['stop', 'wait']),
      deadline: instant.optional(),
      resumesAtReturn: z.literal(true).optional(),
      overdueAt: instant.optional(),
      readyAt: instant.optional(),
    })
    .optional(),
});
