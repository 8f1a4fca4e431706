import { z } from 'zod';
import { jobRoles } from '#domain/intake/submission.ts';
import { gateNames } from '#domain/request/gates.ts';

const perDay = z.int().min(1).max(100_000);

const quotas = z.strictObject({
  perContributorPerDay: perDay.default(20),
  perPullRequestPerDay: perDay.default(10),
  perDay: perDay.default(500),
});

/** S2. Hours from the start of the clock; the breach itself comes at `answerWithinHours`. */
const ladder = z.strictObject({
  assigneeAfterHours: z.number().positive().default(12),
  everyoneAfterHours: z.number().positive().default(20),
  thenEveryHours: z.number().min(1).default(24),
});

export const rulesSettings = z.strictObject({
  answerWithinHours: z
    .number()
    .positive()
    .max(24 * 30)
    .default(24),
  ladder: ladder.prefault({}),
  linkExpiryDays: z.number().positive().max(90).default(14),
  undoMinutes: z
    .number()
    .min(0)
    .max(24 * 60)
    .default(10),
  quotas: quotas.prefault({}),
  /** These read `skipped` (G7). */
  gatesOff: z.array(z.enum(gateNames)).default([]),
  /** Labels with such a beginning count as red (G2). */
  redLabels: z.array(z.string().min(1)).default(["PR: don't merge"]),
  mergeOnApproval: z.boolean().default(false),
  /** I15. False: nothing new is taken, and the form says so. */
  intakeOpen: z.boolean().default(true),
  /** Jobs of these roles need two admins (A7). */
  twoAdminRoles: z.array(z.enum(jobRoles)).default([]),
});
export type RulesSettings = z.infer<typeof rulesSettings>;
