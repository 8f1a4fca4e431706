import { z } from 'zod';
import { actionStages } from '#contexts/operations/domain/action/result.ts';
import { failureCauses } from '#products/pipelines/domain/job/causes.ts';

const instant = z.number();
const count = z.number().int().nonnegative();
const text = z.string();

const attempt = z.strictObject({
  n: count.min(1),
  startedAt: instant,
  stage: z.enum(actionStages).optional(),
  heardAt: instant,
  stopping: z.strictObject({ why: z.enum(['cancelled', 'lost', 'maintenance', 'drain']), at: instant }).optional(),
});

const spec = z.strictObject({
  image: text,
  args: z.array(text),
  runCommand: text,
  outputs: z.array(z.strictObject({ level: text, name: text, path: text })),
  needs: z.array(text),
  usesDatabase: z.boolean(),
  checkout: z.strictObject({ owner: text, repository: text, commit: text }).optional(),
  definition: text,
  pool: text,
  weight: count.min(1),
});

const common = {
  id: text.min(1),
  version: count,
  run: text.min(1),
  action: text.min(1),
  backend: text.min(1),
  workspace: text.min(1),
  commit: text,
  createdBy: text.optional(),
  place: z.strictObject({ page: count, at: count }),
  spec,
  createdAt: instant,
  updatedAt: instant,
  attempts: count,
  losses: count,
  attempt: attempt.optional(),
  metrics: z.record(text, z.number()).optional(),
};

/** A job's state as it is stored. */
export const jobSchema = z.discriminatedUnion('state', [
  z.strictObject({
    ...common,
    state: z.literal('waiting'),
    since: instant,
    after: z.enum(['maintenance', 'drain', 'loss']).optional(),
    pause: z.strictObject({ until: instant, why: text }).optional(),
  }),
  z.strictObject({ ...common, state: z.literal('running'), startedAt: instant }),
  z.strictObject({
    ...common,
    state: z.literal('succeeded'),
    startedAt: instant,
    completedAt: instant,
    heldBack: z.literal(true).optional(),
  }),
  z.strictObject({
    ...common,
    state: z.literal('failed'),
    startedAt: instant.optional(),
    completedAt: instant,
    code: z.enum(['nonzero_exit', 'unmatched_patterns', 'internal_error', 'job_error']),
    message: text,
    cause: z.enum(failureCauses).optional(),
    exitCode: z.number().int().optional(),
    unmatched: z.array(text).optional(),
  }),
  z.strictObject({ ...common, state: z.literal('cancelled'), startedAt: instant.optional(), completedAt: instant, by: text }),
]);
