import { z } from 'zod';
import type { StepKind } from '#domain/deployment/state.ts';
import { commandTemplate, longText, name } from './texts.ts';

const base = {
  name,
  timeoutMinutes: z
    .number()
    .positive()
    .max(24 * 60),
};

const knownGoodJob = z.strictObject({
  name: z.string().regex(/Job$/, 'must end in Job'),
  module: z.string().min(1).max(200),
  parameters: z.record(z.string(), z.string()).optional(),
});

/** One step of a deployment (D2), or one that runs when the backend's lease ends (D6). */
export const stepSettings = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('announce'), message: longText }),
  z.strictObject({
    ...base,
    kind: z.literal('build'),
    /** Name of the Cloud Build trigger. */
    trigger: z.string().min(1).max(200),
    /** Where the trigger is; its project is the backend's own when left out. */
    region: z.string().min(1).default('global'),
    project: z.string().min(1).optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('command'),
    command: commandTemplate,
    /** R15. In the backend's sandbox, in the checkout: for what runs the code that was deployed. */
    sandboxed: z.boolean().default(false),
  }),
  z.strictObject({ ...base, kind: z.literal('smoke'), job: knownGoodJob }),
  z.strictObject({ ...base, kind: z.literal('regression'), command: commandTemplate }),
  z.strictObject({ ...base, kind: z.literal('manual'), instructions: longText }),
  z.strictObject({ ...base, kind: z.literal('refresh_data'), command: commandTemplate }),
]) satisfies z.ZodType<{ kind: StepKind }>;
export type StepSettings = z.infer<typeof stepSettings>;
