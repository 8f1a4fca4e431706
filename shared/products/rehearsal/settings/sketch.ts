import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const parts = z.array(z.string()).catch([]);
const step = z.object({ name: text, command: parts.optional() }).catch({ name: undefined });
const steps = z.array(step).catch([]);

function list<T extends z.ZodType>(item: T): z.ZodCatch<z.ZodArray<T>> {
  return z.array(item).catch([]);
}

/** What can be read of a settings file whatever else is wrong with it, so that the checks across it still run. Never fails on an object. */
export const settingsSketch = z.object({
  people: list(
    z
      .object({
        id: text,
        email: text,
        githubLogin: text,
        roles: list(z.union([z.string(), z.looseObject({ role: text, backend: text, workspace: text, client: text })]).catch('')),
        away: list(z.object({ standIn: text }).catch({ standIn: undefined })),
      })
      .catch({ id: undefined, email: undefined, githubLogin: undefined, roles: [], away: [] }),
  ),
  roles: z.record(z.string(), z.object({ permissions: parts }).catch({ permissions: [] })).catch({}),
  repositories: list(z.object({ owner: text, repository: text }).catch({ owner: undefined, repository: undefined })),
  backends: list(
    z
      .object({
        slug: text,
        capacity: number,
        pools: z
          .record(z.string(), z.object({ slots: number }).catch({ slots: undefined }))
          .optional()
          .catch(undefined),
        poolRules: list(z.object({ pool: text, weight: number }).catch({ pool: undefined, weight: undefined })),
        deploySteps: steps,
        afterSteps: steps,
        jobCommand: parts,
        verifyCommand: parts,
        credentials: parts,
      })
      .catch({
        slug: undefined,
        capacity: undefined,
        pools: undefined,
        poolRules: [],
        deploySteps: [],
        afterSteps: [],
        jobCommand: [],
        verifyCommand: [],
        credentials: [],
      }),
  ),
  jobs: list(z.object({ name: text, credentials: parts, notOn: parts }).catch({ name: undefined, credentials: [], notOn: [] })),
  calendar: z
    .object({
      timeZone: text,
      releases: list(
        z
          .object({ name: text, softCutoff: text, hardCutoff: text })
          .catch({ name: undefined, softCutoff: undefined, hardCutoff: undefined }),
      ),
      freezes: list(z.object({ kind: text, from: text, to: text, backends: parts }).catch({ kind: '', from: '', to: '', backends: [] })),
    })
    .catch({ timeZone: undefined, releases: [], freezes: [] }),
  events: z.object({ receivers: list(z.object({ id: text }).catch({ id: undefined })) }).catch({ receivers: [] }),
  sheet: z.object({ headers: z.record(z.string(), z.string()).catch({}) }).catch({ headers: {} }),
  rules: z
    .object({
      answerWithinHours: number,
      twoAdminRoles: parts,
      ladder: z.object({ assigneeAfterHours: number, everyoneAfterHours: number }).optional().catch(undefined),
    })
    .catch({ answerWithinHours: undefined, twoAdminRoles: [], ladder: undefined }),
});
export type SettingsSketch = z.infer<typeof settingsSketch>;
