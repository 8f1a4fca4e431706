import { z } from 'zod';
import { missedWays, overlapWays } from '#contexts/schedules/domain/state.ts';

const instant = z.number();
const occurrence = z.strictObject({ at: instant, insteadOf: z.string().optional() });
const said = z.strictObject({ since: instant, by: z.string(), why: z.string() });

/** A schedule's state as it is stored. */
export const scheduleSchema = z.strictObject({
  id: z.string().min(1),
  version: z.number().int().nonnegative(),
  timing: z.union([z.strictObject({ once: instant, timeZone: z.string() }), z.strictObject({ cron: z.string(), timeZone: z.string() })]),
  starts: z.strictObject({ kind: z.string(), input: z.unknown() }),
  overlaps: z.enum(overlapWays),
  missed: z.enum(missedWays),
  madeAt: instant,
  madeBy: z.string(),
  paused: said.optional(),
  ended: said.optional(),
  next: occurrence.optional(),
  last: occurrence.optional(),
  queued: occurrence.optional(),
  starting: occurrence.optional(),
  held: z.strictObject({ since: instant, why: z.string() }).optional(),
  running: z.array(z.strictObject({ occurrence, id: z.string() })),
  outcomes: z.array(
    z.discriminatedUnion('outcome', [
      z.strictObject({
        outcome: z.literal('started'),
        occurrence,
        at: instant,
        id: z.string(),
        over: z.strictObject({ at: instant, how: z.string() }).optional(),
      }),
      z.strictObject({ outcome: z.enum(['skipped', 'refused', 'lost']), occurrence, at: instant, why: z.string() }),
      z.strictObject({
        outcome: z.literal('missed'),
        count: z.number().int(),
        first: occurrence,
        last: occurrence,
        at: instant,
        why: z.string(),
      }),
    ]),
  ),
  timer: z.strictObject({ version: z.number().int(), at: instant }).optional(),
});
