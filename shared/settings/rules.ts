import { z } from 'zod';
import { jobRoles } from '#domain/intake/submission.ts';
import { weekdays } from '#domain/calendar/days.ts';
import { mergeMethods } from '#domain/pull-request/merge.ts';
import { gateNames } from '#domain/request/gates.ts';
import { timeOfDay, timeZone } from './texts.ts';

const perDay = z.int().min(1).max(100_000);

/** Their requests are listed by id and looked at where there is no room: no more than can be. */
const waiting = z.int().min(1).max(1_000);

/** I13. Requests of one day that wait for the confirmation of their address. */
const unproven = z.strictObject({
  perContributorPerDay: waiting.default(3),
  perPullRequestPerDay: waiting.default(3),
  perDay: waiting.default(50),
});

const quotas = z.strictObject({
  perContributorPerDay: perDay.default(20),
  perPullRequestPerDay: perDay.default(10),
  perDay: perDay.default(500),
  unproven: unproven.prefault({}),
});

/** S2. Hours from the start of the clock; the breach itself comes at `answerWithinHours`. */
const ladder = z.strictObject({
  assigneeAfterHours: z.number().positive().default(12),
  everyoneAfterHours: z.number().positive().default(20),
  thenEveryHours: z.number().min(1).default(24),
});

const span = z
  .strictObject({ from: timeOfDay, to: timeOfDay.or(z.literal('24:00')) })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after its beginning' });

/** S5. All hours of promises and of their ladder are then hours of working time: 24 of them are three days of eight. */
const workingTime = z.strictObject({
  timeZone,
  week: z
    .partialRecord(
      z.enum(weekdays),
      z
        .array(span)
        .max(10)
        .refine((spans) => spans.every(({ from }, n) => n === 0 || from >= (spans[n - 1]?.to ?? '')), 'must be in order, and not overlap'),
    )
    .refine((week) => Object.values(week).some((spans) => spans.length > 0), 'must have working hours'),
  holidays: z.array(z.iso.date('must be a date such as 2026-12-25')).max(1_000).default([]),
});

const gates = z.strictObject({
  pendingHours: z
    .number()
    .positive()
    .max(24 * 30)
    .default(24),
});

const output = z.strictObject({
  megabytes: z.number().min(0.001).max(1_000).default(100),
  lines: z.int().min(1).max(5_000_000).default(1_000_000),
});

export const rulesSettings = z.strictObject({
  answerWithinHours: z
    .number()
    .positive()
    .max(24 * 30)
    .default(24),
  ladder: ladder.prefault({}),
  workingTime: workingTime.optional(),
  linkExpiryDays: z.number().positive().max(90).default(14),
  undoMinutes: z
    .number()
    .min(0)
    .max(24 * 60)
    .default(10),
  quotas: quotas.prefault({}),
  /** G7. A gate that is pending for so long is put before the admins. */
  gates: gates.prefault({}),
  /** These read `skipped` (G7). */
  gatesOff: z.array(z.enum(gateNames)).default([]),
  /** Labels with such a beginning count as red (G2). */
  redLabels: z.array(z.string().min(1)).default(["PR: don't merge"]),
  /** R16. How much of each of a run's two streams is kept and judged; what is beyond makes its evidence incomplete. */
  output: output.prefault({}),
  /** I16. After so many days a request whose address nobody confirmed ends. */
  confirmWithinDays: z.number().positive().max(90).default(7),
  /** Z4. How long names and addresses of contributors are kept once their request is over. */
  personalDataDays: z.number().min(1).max(3650).default(365),
  /** B9. An agent that is not heard for longer is silent: that stands on the board, and is told. An agent reports every minute. */
  agentSilentMinutes: z
    .number()
    .min(2)
    .max(24 * 60)
    .default(4),
  mergeOnApproval: z.boolean().default(false),
  /** A3. Left out, by a method that the repository allows. */
  mergeMethod: z.enum(mergeMethods).optional(),
  /** I15. False: nothing new is taken, and the form says so. */
  intakeOpen: z.boolean().default(true),
  /** Jobs of these roles need two admins (A7). */
  twoAdminRoles: z.array(z.enum(jobRoles)).default([]),
  /** R13. The contributor's word on an approved audit is asked for before a job that writes builds on it. */
  wordOnAudits: z.boolean().default(false),
});
export type RulesSettings = z.infer<typeof rulesSettings>;
