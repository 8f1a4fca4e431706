import { z } from 'zod';

/** R15. `bubblewrap`: namespaces of its own; `user`: another user and nothing more; `none`: as the agent itself. */
export const sandboxKind = z.enum(['bubblewrap', 'user', 'none']);
export type SandboxKind = z.infer<typeof sandboxKind>;

const megabytes = z.int().min(1).max(4_000_000);

/** R16. What one job may use. Which bound holds in which kind of sandbox is told by `rehearsal agent check`. */
export const sandboxLimits = z.strictObject({
  memoryMegabytes: megabytes.min(64).default(4_096).describe('of one job: of a process’s own data, and of all its processes together'),
  processes: z.int().min(8).max(100_000).default(1_024).describe('processes and threads of one job'),
  openFiles: z.int().min(64).max(1_000_000).default(4_096).describe('of each process'),
  fileMegabytes: megabytes.default(2_048).describe('of one file, and of one stream of output'),
  scratchMegabytes: megabytes.default(1_024).describe('of the work folder and of the temporary folder, each'),
  sharedMemoryMegabytes: megabytes.default(256).describe('of one job'),
  processorMinutes: z
    .number()
    .positive()
    .max(7 * 24 * 60 * 64)
    .optional()
    .describe('of processor time of one process; no bound but `jobTimeoutMinutes` when left out'),
});
export type SandboxLimits = z.infer<typeof sandboxLimits>;

const folder = z
  .string()
  .max(1_000)
  .regex(/^\/[^\0]*$/, 'must be an absolute path');

/** What a backend's settings say of its jobs' sandbox. */
export const sandboxOrder = z.strictObject({
  kind: sandboxKind
    .optional()
    .describe(
      'what jobs are held in ([jobs are not trusted](guide/jobs.md)): `bubblewrap`, `user` or `none`; `"sandbox": "none"` is short for it. Left out, the best that the machine offers, and elsewhere than on this machine nothing but bubblewrap',
    ),
  network: z.enum(['none', 'host']).default('none').describe('`none`, or `host`: the machine’s own, with all its services'),
  readOnly: z.array(folder).max(50).default([]).describe('absolute paths that jobs may read beside the system’s files and the checkout'),
  limits: sandboxLimits.default(sandboxLimits.parse({})),
});
export type SandboxOrder = z.infer<typeof sandboxOrder>;

export const defaultSandbox: SandboxOrder = sandboxOrder.parse({});

/** R18. As settings and jobs name it; a file of this name holds it at the backend. */
export const credentialName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/, 'must be lower-case letters, digits, dots, underscores and hyphens');
