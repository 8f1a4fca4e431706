import { z } from 'zod';
import { jobRoles } from '#contexts/intake/domain/submission.ts';
import { weekdays } from '#contexts/calendar/domain/days.ts';
import { mergeMethods } from '#contexts/gates/domain/pull-request/merge.ts';
import { gateNames } from '#contexts/gates/domain/gates.ts';
import { timeOfDay, timeZone } from '#contexts/access/settings/texts.ts';

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
  unproven: unproven
    .prefault({})
    .describe(
      'of what comes with an address that nobody proved: how many may wait for its confirmation; counted apart, they never take room from others; at most 1,000',
    ),
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

/** O7. */
const schedules = z.strictObject({
  shortestGapMinutes: z
    .int()
    .min(1)
    .max(24 * 60)
    .default(5),
  lateAfterMinutes: z
    .number()
    .min(1)
    .max(24 * 60)
    .default(5),
  mostMadeGood: z.int().min(1).max(100).default(10),
});

export const rulesSettings = z.strictObject({
  answerWithinHours: z
    .number()
    .positive()
    .max(24 * 30)
    .default(24)
    .describe('an admin’s time for an answer'),
  ladder: ladder.prefault({}).describe('reminders: after so many hours to whoever took it, and to all; after the breach every so many'),
  workingTime: workingTime
    .optional()
    .describe(
      'with it those hours are hours of working time: `"week": { "monday": [{ "from": "09:00", "to": "17:00" }] }`; left out, hours on the clock',
    ),
  linkExpiryDays: z.number().positive().max(90).default(14).describe('how long a link in a mail works'),
  undoMinutes: z
    .number()
    .min(0)
    .max(24 * 60)
    .default(10)
    .describe('how long a verdict can be taken back'),
  quotas: quotas.prefault({}).describe('submissions of one contributor, of one pull request, and of all'),
  /** G7. */
  gates: gates.prefault({}).describe('a gate that is pending for so long is put before the admins, with a clock'),
  /** G7. */
  gatesOff: z.array(z.enum(gateNames)).default([]).describe('gates that read `skipped`'),
  /** G2. */
  redLabels: z.array(z.string().min(1)).default(["PR: don't merge"]).describe('labels that begin so count as a red check'),
  /** R16. */
  output: output
    .prefault({})
    .describe(
      'how much of each of a run’s two streams is kept and judged; of more the head and the tail are kept, and the evidence is incomplete',
    ),
  /** I16. */
  confirmWithinDays: z
    .number()
    .positive()
    .max(90)
    .default(7)
    .describe('days after which a request whose address nobody confirmed ends by itself'),
  /** Z4. */
  personalDataDays: z
    .number()
    .min(1)
    .max(3650)
    .default(365)
    .describe('days after the end of a request after which what is known of its contributor goes; the record stays'),
  /** B9. */
  agentSilentMinutes: z
    .number()
    .min(2)
    .max(24 * 60)
    .default(4)
    .describe(
      'an agent that is not heard for longer is silent: it stands on the board, and the admins are mailed once, and again when it is back; an agent reports every minute',
    ),
  mergeOnApproval: z.boolean().default(false).describe('an approved pull request is merged, at the tested commit'),
  /** A3. */
  mergeMethod: z
    .enum(mergeMethods)
    .optional()
    .describe('by `merge`, `squash` or `rebase` only; left out, by the first of them that the repository and the rules of its base allow'),
  /** I15. */
  intakeOpen: z.boolean().default(true).describe('`false` closes the form, whatever the switch says'),
  /** A7. */
  twoAdminRoles: z.array(z.enum(jobRoles)).default([]).describe('jobs of these roles need two admins'),
  /** R13. */
  wordOnAudits: z
    .boolean()
    .default(false)
    .describe(
      'before a job that writes (any role but audit and verify) builds on an approved audit, its contributor says that it may, whatever the audit found; reminded like an admin, and an admin can let it go on without',
    ),
  schedules: schedules
    .prefault({})
    .describe(
      'how close two times of a schedule may be; after how long one that was not started counts as missed; how many missed ones are made good where all are to be',
    ),
});
