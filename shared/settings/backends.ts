import { z } from 'zod';
import type { Executor } from '#domain/run/state.ts';
import { credentialName, defaultSandbox, sandboxKind, sandboxOrder } from '#contracts/sandbox.ts';
import { stepSettings } from './steps.ts';
import { commandTemplate, name, slug } from './texts.ts';

const base = {
  slug,
  name,
  /** Runs at once; deployments never overlap whatever it says. */
  capacity: z.int().min(1).max(100),
  deploySteps: z.array(stepSettings).max(30),
  /** D6. Nobody is waited for any more when they run. */
  afterSteps: z
    .array(
      stepSettings.refine(({ kind }) => kind !== 'manual' && kind !== 'regression', {
        path: ['kind'],
        message: 'cannot be an after-step: nobody is asked then',
      }),
    )
    .max(30)
    .default([]),
  jobTimeoutMinutes: z
    .number()
    .positive()
    .max(7 * 24 * 60),
  /** R18. What its jobs can be given; each is a file of this name at the backend. */
  credentials: z.array(credentialName).max(100).default([]),
  /** D4. What of it is down while something is deployed and tested there, in the words of the announcement: `no writes`. Left out: nothing is. */
  downtime: name.optional(),
};

const dataflow = z.strictObject({
  /** Project of the backup server; the installation's own when left out. */
  project: z.string().min(1).optional(),
  region: z.string().min(1),
  flexTemplate: z.string().regex(/^gs:\/\/.+/, 'must be a gs:// address'),
  temporaryFolder: z
    .string()
    .regex(/^gs:\/\/.+/, 'must be a gs:// address')
    .optional(),
  /** Whom its workers act as, and whom else a job may ask for by name (R18). */
  serviceAccount: z.email().optional(),
  jobServiceAccounts: z.array(z.email()).max(50).default([]),
});

/** A backup server: how it deploys and how it runs jobs (R2). */
export const backendSettings = z.discriminatedUnion('executor', [
  z.strictObject({
    ...base,
    executor: z.literal('agent'),
    jobCommand: commandTemplate,
    /** Ends well only if exactly `{sha}` is deployed (D5). */
    verifyCommand: commandTemplate.optional(),
    /** R15. What its jobs are held in. A word alone is the kind. */
    sandbox: z.union([sandboxKind.transform((kind) => ({ ...defaultSandbox, kind })), sandboxOrder]).default(defaultSandbox),
  }),
  z.strictObject({ ...base, executor: z.literal('dataflow'), dataflow }),
  z.strictObject({ ...base, executor: z.literal('manual') }),
]) satisfies z.ZodType<{ executor: Executor }>;
export type BackendSettings = z.infer<typeof backendSettings>;
