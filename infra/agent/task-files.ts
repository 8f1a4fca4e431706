import { z } from 'zod';
import { actionResult } from '#contexts/operations/domain/action/result.ts';
import { finishCause } from '#contexts/operations/agent.ts';
import { identity } from './processes.ts';
import { containerOrder } from './containers/order.ts';
import { confinement } from './sandbox/order.ts';

/** What the supervisor needs to know. */
export const launch = z.object({
  command: z.array(z.string()),
  cwd: z.string(),
  env: z.record(z.string(), z.string()),
  /** `NAME=value` in the job's environment by which its processes are found again. */
  mark: z.string(),
  /** Milliseconds, as `grace`, which is the time between SIGTERM and SIGKILL. */
  timeout: z.number(),
  grace: z.number(),
  /** False for a deployment: what it leaves running is what was to be deployed. */
  endLeftovers: z.boolean(),
  /** R15. Left out: what runs is the agent's own, or was begun by an earlier version. */
  confinement: confinement.optional(),
  /** Held by a container, and by no sandbox. */
  container: containerOrder.optional(),
});
export type Launch = z.infer<typeof launch>;

/** Who has the right to start the job. Taken once, before the start, and never given back: so a job never runs twice. */
export const claim = z.discriminatedUnion('by', [
  z.object({ by: z.literal('supervisor'), supervisor: identity, at: z.number() }),
  z.object({ by: z.literal('agent'), at: z.number() }),
]);
export type Claim = z.infer<typeof claim>;

/** By what a confined job's processes are found again, by whoever looks: its user, and the first process of its namespace. */
export const cell = z.object({ user: z.int().optional(), init: identity.optional() });
export type Cell = z.infer<typeof cell>;

export const ending = z.object({
  exitCode: z.int().nullable(),
  signal: z.string().optional(),
  cause: finishCause,
  message: z.string().optional(),
  startedAt: z.number(),
  finishedAt: z.number(),
  /** Of an action that began. */
  measured: actionResult.pick({ runtime: true, metrics: true }).optional(),
  /** Bytes of output that count; what a daemon writes later does not. */
  sizes: z.object({ stdout: z.number(), stderr: z.number() }),
});
/** Optional fields are left out, never undefined. */
export type Ending = z.infer<typeof ending>;

/** K3. What an action starts in, once all of it is there. */
export const prepared = z.object({ work: z.string() });

/** K3. What became of an action's outputs; `cause` where they could not be looked at. Its manifest's entries lie beside it. */
export const finalized = z.object({
  cause: finishCause.optional(),
  message: z.string().optional(),
  outputs: actionResult.shape.outputs,
  manifest: actionResult.shape.manifest,
});
export type Finalized = z.infer<typeof finalized>;

/**
 * Bytes `from` to `to` of an output file, as the chunk number `seq`. Its lines follow from these bytes alone; `cut`: they are left out, and
 * one line stands for them. `lines` and `bytes`: how many it sends.
 */
export const plannedChunk = z.object({
  seq: z.int(),
  from: z.int(),
  to: z.int(),
  lines: z.int().default(0),
  bytes: z.int().default(0),
  cut: z.literal(true).optional(),
});
export type PlannedChunk = z.infer<typeof plannedChunk>;
