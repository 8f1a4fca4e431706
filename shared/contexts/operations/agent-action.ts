import { z } from 'zod';
import { actionLimits, actionStage, manifestEntry, outputLevel } from '#contexts/operations/domain/action/result.ts';
import { credentialName, sandboxOrder } from '#contexts/operations/sandbox.ts';

/** Text that can be an argument, a path or a value: without NUL. */
function text(most: number): z.ZodString {
  return z
    .string()
    .max(most)
    .regex(/^[^\0]*$/);
}

/** RAP's, and so ours: letters, digits, `_` and `-`. A folder of this name lies on the backend. */
const workspace = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,99}$/);
const jobId = z.string().regex(/^[a-z0-9]{1,40}$/);
const action = text(300).min(1);
const commit = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
const address = text(1_000).regex(/^[^-]/);
/** `liesAt`: where it is fetched from on this machine; left out, from its address, by which it is known. */
const repository = { repository: address, liesAt: address.optional() };
const branch = text(300).regex(/^[^-]/);

/** `*` stands for any letters of one folder's or file's name but a dot at its beginning. */
const outputPattern = text(300)
  .min(1)
  .refine((pattern) => pattern.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('**')));

const megabyte = 1024 * 1024;

/**
 * One attempt at one action (K2). The task's fencing number is the attempt's number, and its id the job's with that number. The agent checks that the study's
 * commit is on its branch, and lays out a fresh folder with the files of `checkout`, or else of the study, and the outputs of `needs`; the action starts in it
 * and writes into it.
 */
export const actionTask = z.object({
  kind: z.literal('action'),
  jobId,
  runId: z.string().regex(/^[a-z0-9]{1,40}$/),
  workspace,
  action,
  attempt: z.int().min(1).max(999),
  study: z.object({ ...repository, branch, commit }),
  /** Of a reusable action: its own repository. `ref`: the branch, or `refs/tags/…`, on which the commit is. */
  checkout: z.object({ ...repository, ref: branch, commit }).optional(),
  image: z.object({
    name: z.string().regex(/^[a-z0-9][a-z0-9._/:-]{0,254}$/),
    version: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/),
    digest: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/)
      .optional(),
  }),
  /** What stands behind the image's name in `run`. */
  args: z.array(text(32 * 1024)).max(1_000),
  env: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/), text(32 * 1024)),
  /** Whose outputs it is given: of exactly that job, which is the newest that succeeded in this workspace. */
  needs: z.array(z.object({ action, job: jobId })).max(actionLimits.needs),
  outputs: z
    .array(z.object({ level: outputLevel, name: text(300), pattern: outputPattern }))
    .min(1)
    .max(actionLimits.outputs),
  /** May use the database. Without it there is no network, whatever the settings say. */
  database: z.boolean(),
  limits: z.object({
    /** Processors. */
    cpu: z.number().positive().max(1_024),
    memoryBytes: z
      .int()
      .min(64 * megabyte)
      .max(16 * 1024 * 1024 * megabyte),
    seconds: z
      .number()
      .positive()
      .max(31 * 24 * 3600),
  }),
  /** What may be published: the largest file, the most rows of a CSV file below its first, and the last extensions of names, without the dot. */
  guard: z.object({
    maxBytes: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    maxRows: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    types: z.array(z.string().regex(/^[A-Za-z0-9]{1,20}$/)).max(100),
    /** Names of columns that no published table may have. */
    identifiers: z.array(text(200)).max(200).default([]),
  }),
  /** K3. Of each stream, for agents that send any: what an action writes stays on its backend. */
  output: z.object({ bytes: z.int().min(1), lines: z.int().min(1) }).optional(),
  /** R15. What the settings say of the sandbox. */
  sandbox: sandboxOrder.optional(),
  /** R18. Names of what it is given. */
  credentials: z.array(credentialName).max(20).optional(),
  /**
   * How it is run where there are no containers: a template with `{image}`, `{version}`, `{action}`, `{workspace}`, `{workdir}` and `{node}`; a part that is
   * `{args}` stands for all arguments. Left out: it runs in containers only.
   */
  command: z.array(z.string().max(2_000)).min(1).max(64).optional(),
});
export type ActionTask = z.infer<typeof actionTask>;

export const manifestUpdate = z.strictObject({
  kind: z.literal('manifest'),
  /** 1, 2, 3 … */
  seq: z.int().min(1).max(actionLimits.parts),
  entries: z.array(manifestEntry).min(1).max(actionLimits.entries),
});

/** `at`: by the agent's clock: to be shown, never to decide. */
export const stageUpdate = z.strictObject({
  kind: z.literal('stage'),
  stage: actionStage,
  at: z.int().min(0).max(8_640_000_000_000_000),
});
