import { z } from 'zod';
import { rapId } from '#products/pipelines/contracts/rap/names.ts';
import { messageOf, statusCodes, statusOf, type StatusCode } from '#products/pipelines/contracts/rap/status-codes.ts';
import { madePlain } from '#products/pipelines/contracts/rap/text.ts';
import { TIME, wholeSeconds } from '#products/pipelines/contracts/rap/times.ts';
import type { Instant } from '#kernel/time.ts';

/** A job as these clients are shown it, in our words. */
export interface ShownJob {
  id: string;
  runId: string;
  backend: string;
  action: string;
  /** Its words, split and joined again. */
  command: string;
  usesDatabase: boolean;
  code: StatusCode;
  /** For people; what the code says where there is none. */
  message?: string;
  createdAt: Instant;
  updatedAt?: Instant;
  /** Of its present attempt. */
  startedAt?: Instant;
  completedAt?: Instant;
  /** W3C's. */
  traceparent?: string;
  /** Of its newest attempt, as its agent told them. */
  metrics?: Readonly<Record<string, unknown>>;
}

const time = z.string().regex(TIME);

/** Exactly these fields: with one more a client's update of all requests behind it fails, every minute; so it does with a text that is null. */
export const rapJob = z.strictObject({
  identifier: z.string(),
  rap_id: rapId,
  backend: z.string(),
  requires_db: z.boolean(),
  action: z.string(),
  run_command: z.string(),
  status: z.enum(['pending', 'running', 'succeeded', 'failed']),
  status_code: z.enum(statusCodes),
  status_message: z.string(),
  created_at: time,
  updated_at: time.nullable(),
  started_at: time.nullable(),
  completed_at: time.nullable(),
  trace_context: z.record(z.string(), z.string()).nullable(),
  metrics: z.record(z.string(), z.unknown()),
});
export type RapJob = z.infer<typeof rapJob>;

export function rapJobOf(job: ShownJob): RapJob {
  return {
    identifier: job.id,
    rap_id: job.runId,
    backend: job.backend,
    requires_db: job.usesDatabase,
    action: madePlain(job.action, 1_000),
    run_command: madePlain(job.command, 100_000),
    status: statusOf(job.code),
    status_code: job.code,
    status_message: madePlain(job.message ?? messageOf(job.code), 2_000),
    created_at: wholeSeconds(job.createdAt),
    updated_at: timeOf(job.updatedAt),
    started_at: timeOf(job.startedAt),
    completed_at: timeOf(job.completedAt),
    trace_context: job.traceparent === undefined ? null : { traceparent: job.traceparent },
    metrics: { ...job.metrics },
  };
}

function timeOf(at: Instant | undefined): string | null {
  return at === undefined ? null : wholeSeconds(at);
}
