import { z } from 'zod';
import { accessSettings } from './access.ts';

const allowed = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\/[\w.-]{1,100})?$/, 'must be an owner at the code host, or owner/name of a repository');

/** K1. The part of the settings that is of pipelines alone: `pipelines` at the top of the file. */
export const pipelineSettings = z.strictObject({
  ...accessSettings,
  repositories: z
    .array(allowed)
    .max(200)
    .default([])
    .describe('whose code may be read and run: an owner at the code host, or one repository (`owner/name`)'),
});
export type PipelineSettings = z.infer<typeof pipelineSettings>;
