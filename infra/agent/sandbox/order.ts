import { z } from 'zod';
import { sandboxKind, sandboxLimits } from '#contexts/operations/sandbox.ts';

/** One job's confinement, settled before the start and kept with the task. Sizes in megabytes, times in milliseconds. */
export const confinement = z.object({
  kind: sandboxKind,
  network: z.enum(['none', 'host']),
  limits: sandboxLimits,
  /** Seen read-only at its own path: the checkout, the Node that `{node}` names, what the settings add. */
  readOnly: z.array(z.string()),
  /** A folder of the agent's in which this job may have one of its own; not used where the work folder is in memory. */
  area: z.string(),
  /** User numbers that jobs may have, first and last, both included; undefined when the agent is not root. */
  users: z.tuple([z.int().min(1), z.int().min(1)]).optional(),
  /** K3. The job's own folder on disk, which it starts in and may write; left out: it writes in memory only, or where its user may. */
  work: z.string().optional(),
  /** R18. Name → the file that holds it here. */
  credentials: z.record(z.string(), z.string()),
});
export type Confinement = z.infer<typeof confinement>;

export interface Confined {
  program: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
  /** Started as this user, with no group but his own. */
  user?: number;
}

/** To be spread into the options of `spawn`, which leaves all other groups out by itself. */
export function identityFor({ user }: Confined): { uid?: number; gid?: number } {
  return user === undefined ? {} : { uid: user, gid: user };
}

/** What is to be run, before it is confined. */
export interface Command {
  command: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
}

/** The job's own user outside; undefined: the agent's. */
export type JobUser = number | undefined;
