import { z } from 'zod';
import { actionTask, manifestUpdate, stageUpdate } from '#contexts/operations/agent-action.ts';
import type { AgentTaskBody } from '#contexts/operations/agent-task.ts';
import { probeNames } from '#contexts/operations/domain/probe.ts';
import { actionResult } from '#contexts/operations/domain/action/result.ts';
import { credentialName, sandboxOrder } from '#contexts/operations/sandbox.ts';

/**
 * P3. What a backend's agent and the server say to one another.
 *
 * `GET /agent/v1/{backend}/tasks?wait=SECONDS&boot=ID` (bearer token) answers `agentTasks` with every open task of the backend: at once when
 * one of them is `offered`, else when one comes or the wait is over. `POST /agent/v1/{backend}/tasks/{id}` takes one `agentUpdate`
 * and answers 200 `agentAnswer`, 409 problem `stale_fencing` (stop the task and forget it; its number is not the one
 * that was given), 409 problem `chunk_reused` to output that came before with other lines, which stay (finish the task as `worker_lost`), 404 problem `unknown_task` (likewise), 401,
 * and to `finished` 409 problem `conflict` when chunks are missing: the agent then sends all output again, and finishes again.
 *
 * Updates are idempotent: the agent repeats one, byte for byte, until it has an answer. A `cancel` task is finished once no process of
 * its target is left and the target was reported finished.
 *
 * `boot` is another after each start of the machine, and only then; an agent that cannot tell leaves it out.
 *
 * What a task writes is sent of a `deploy` and a `run` alone. Of any other it stays on its backend: sent all the same, it is answered well and kept nowhere.
 *
 * An `action` says its stages, each as often as it likes and never an earlier one, and before its end the parts of its manifest.
 */
export const outputLimits = {
  /** Lines in one output update. */
  lines: 500,
  /** Bytes of one output update's lines as JSON; a single line may be longer than that, though never than six times its own limit. */
  bytes: 64 * 1024,
  /** Bytes of one line as the job wrote it. What is longer is cut and ends in `truncatedMark` (R6). */
  lineBytes: 16 * 1024,
  /** Output updates of one stream of one task. */
  chunks: 50_000,
} as const;

export const truncatedMark = ' [TRUNCATED]';

/** Of a machine between two of its starts. */
export const bootId = z.string().regex(/^[A-Za-z0-9._:-]{1,64}$/);

const taskId = z
  .string()
  .regex(/^[A-Za-z0-9._:@-]{1,200}$/)
  .refine((id) => id !== '.' && id !== '..');
const command = z
  .array(z.string().max(64 * 1024))
  .min(1)
  .max(200);
const values = z.record(z.string(), z.string()).optional();
const timeout = z.number().positive();
/** R15. What the settings say of the sandbox; a deployment step has one only if it runs what was deployed. */
const sandbox = sandboxOrder.optional();

/** R16. Of each stream. */
const outputBudget = z.object({ bytes: z.int().min(1), lines: z.int().min(1) }).optional();

const agentTaskBody: z.ZodType<AgentTaskBody> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('deploy'),
    stepName: z.string(),
    command,
    values,
    ref: z.string(),
    sha: z.string(),
    timeout,
    output: outputBudget,
    sandbox,
  }),
  z.object({
    kind: z.literal('run'),
    runId: z.string(),
    command,
    verify: command.optional(),
    values,
    ref: z.string(),
    sha: z.string(),
    timeout,
    output: outputBudget,
    sandbox,
    /** R18. Names of what this job is given. */
    credentials: z.array(credentialName).max(20).optional(),
  }),
  actionTask,
  z.object({ kind: z.literal('cancel'), target: taskId }),
  z.object({ kind: z.literal('probe'), probe: z.enum(probeNames).optional(), command, values, timeout }),
]);

export const agentTask = z.object({
  id: taskId,
  requestId: z.string(),
  fencing: z.int().min(0),
  state: z.enum(['offered', 'started']),
  body: agentTaskBody,
});
export type AgentTask = z.infer<typeof agentTask>;

export const agentTasks = z.object({ tasks: z.array(agentTask) });

const outputStream = z.enum(['stdout', 'stderr']);
export type OutputStream = z.infer<typeof outputStream>;

/** A line holds at most as many characters as its limit has bytes, and the mark. */
const line = z.string().max(outputLimits.lineBytes + truncatedMark.length);
/** Milliseconds; the last instant that a date can say. */
const instant = z.int().min(0).max(8_640_000_000_000_000);
const chunkCount = z.int().min(0).max(outputLimits.chunks);
/** Windows counts its codes to 2³² − 1; elsewhere they end at 255. */
const exitCode = z.int().min(-0x8000_0000).max(0xffff_ffff);

export const finishCause = z.enum([
  'exited',
  'timed_out',
  'cancelled',
  'worker_lost',
  'launch_failed',
  'wrong_version',
  'never_here',
  'out_of_memory',
  'over_limit',
]);

/** `startedAt` and `finishedAt` are by the agent's clock: to be shown, never to decide. `chunks`: how many were sent of each stream. */
const finishedUpdate = z.strictObject({
  kind: z.literal('finished'),
  exitCode: exitCode.nullable(),
  signal: z
    .string()
    .regex(/^SIG[A-Z0-9+]{1,16}$/)
    .optional(),
  cause: finishCause.optional(),
  message: z.string().max(2_000).optional(),
  chunks: z.strictObject({ stdout: chunkCount, stderr: chunkCount }),
  startedAt: instant,
  finishedAt: instant,
  /** Of an action. */
  result: actionResult.optional(),
});
export type FinishedUpdate = z.infer<typeof finishedUpdate>;

const agentUpdate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started') }),
  z.strictObject({
    kind: z.literal('output'),
    stream: outputStream,
    seq: z.int().min(1).max(outputLimits.chunks),
    lines: z.array(line).min(1).max(outputLimits.lines),
  }),
  z.strictObject({ kind: z.literal('alive') }),
  stageUpdate,
  manifestUpdate,
  finishedUpdate,
]);
export type AgentUpdate = z.infer<typeof agentUpdate>;

export const agentUpdateRequest = z.strictObject({ fencing: z.int().min(0), update: agentUpdate });
export type AgentUpdateRequest = z.infer<typeof agentUpdateRequest>;

/** `cancel`: please stop this task; it is then reported finished with cause `cancelled`. */
export const agentAnswer = z.object({ ok: z.literal(true), cancel: z.boolean().optional() });

/** Problem code that asks for all output again. */
export const incompleteCode = 'conflict';

/** Problem code to output that is not what the server keeps under that number. */
export const conflictCode = 'chunk_reused';

/** Problem codes that make the agent stop a task and forget it. Any other refusal is tried again. */
export const droppingCodes: readonly string[] = ['stale_fencing', 'unknown_task'];
