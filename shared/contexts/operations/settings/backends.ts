import { z } from 'zod';
import { canComeAfter } from '#contexts/operations/domain/programs.ts';
import type { Executor } from '#contexts/operations/domain/run/state.ts';
import { credentialName, defaultSandbox, sandboxKind, sandboxOrder } from '#contexts/operations/sandbox.ts';
import { probeSettings } from '#contexts/operations/domain/probe-settings.ts';
import { poolSettings } from '#contexts/backends/settings/pools.ts';
import { stepSettings } from './steps.ts';
import { commandTemplate } from '#contexts/operations/kinds/programs/define.ts';
import { name, slug } from '#contexts/access/settings/texts.ts';

const base = {
  slug: slug.describe(
    'the first backend is the default. One that open requests ask for is [paused](../README.md#operating-it), not removed',
  ),
  name: name.describe('as pages and mails call it'),
  capacity: z.int().min(1).max(100).describe('runs at once; deployments never overlap'),
  ...poolSettings,
  deploySteps: z.array(stepSettings).max(30).meta(steps('how it is deployed')),
  /** D6. */
  afterSteps: z
    .array(
      stepSettings.refine(({ kind }) => canComeAfter(kind), {
        path: ['kind'],
        message: 'cannot be an after-step: nobody is asked then',
      }),
    )
    .max(30)
    .default([])
    .meta(
      steps(
        'run when a lease ends, before the next request has the backend: none of them is `manual` or `regression`, and one that fails is on the record and stops nothing',
      ),
    ),
  jobTimeoutMinutes: z
    .number()
    .positive()
    .max(7 * 24 * 60)
    .describe('the longest a run may take'),
  /** R18. */
  credentials: z
    .array(credentialName)
    .max(100)
    .default([])
    .describe('names of what its jobs can be given: files of these names in `AGENT_CREDENTIALS` of its agent'),
  /** D4. */
  downtime: name.optional().describe('what is down while somebody has the backend, in words, such as `no writes`: it is announced'),
};

const dataflow = z.strictObject({
  project: z.string().min(1).optional().describe('of the backup server; the installation’s own when left out'),
  region: z.string().min(1).describe('where it runs'),
  flexTemplate: z
    .string()
    .regex(/^gs:\/\/.+/, 'must be a gs:// address')
    .describe('what is launched'),
  temporaryFolder: z
    .string()
    .regex(/^gs:\/\/.+/, 'must be a gs:// address')
    .optional()
    .describe('where its temporary files go'),
  serviceAccount: z.email().optional().describe('whom its workers act as'),
  /** R18. */
  jobServiceAccounts: z
    .array(z.email())
    .max(50)
    .default([])
    .describe('accounts that jobs may run as there instead, if `jobs[].serviceAccount` names them'),
});

function steps(description: string): { description: string; whole: true } {
  return { description: `${description}; see below`, whole: true };
}

/** A backup server: how it deploys and how it runs jobs (R2). */
export const backendSettings = z.discriminatedUnion('executor', [
  z.strictObject({
    ...base,
    executor: z.literal('agent').describe('`agent` (a program beside the server), `dataflow`, or `manual` (people only)'),
    jobCommand: commandTemplate.describe(
      'of an agent: how a job is run. Placeholders as `{job}`, `{module}`, `{parameters}`, `{sha}`, `{ref}`, `{workdir}`',
    ),
    /** D5. */
    verifyCommand: commandTemplate.optional().describe('of an agent: ends well only if exactly `{sha}` is deployed'),
    /** B8. */
    probes: probeSettings.default({}).describe('of an agent: what it is asked again and again; nothing when left out'),
    /** R15. What its jobs are held in. A word alone is the kind. */
    sandbox: z.union([sandboxKind.transform((kind) => ({ ...defaultSandbox, kind })), sandboxOrder]).default(defaultSandbox),
  }),
  z.strictObject({ ...base, executor: z.literal('dataflow'), dataflow }),
  z.strictObject({ ...base, executor: z.literal('manual') }),
]) satisfies z.ZodType<{ executor: Executor }>;
export type BackendSettings = z.infer<typeof backendSettings>;
