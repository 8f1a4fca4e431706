import { z } from 'zod';
import { isWorkspaceName } from '#products/pipelines/domain/workspace/state.ts';

export const workspace = z
  .string()
  .refine(isWorkspaceName, 'must be the name of a workspace: letters, digits, _ and -, and not __ at both ends')
  .meta({ examples: ['asthma'] });
/** It stays on the record. */
export const why = z
  .string()
  .trim()
  .min(1, 'must be said')
  .max(500)
  .meta({ examples: ['the study has ended'] });
export const limit = z.int().min(1).max(100).optional();
export const people = z.array(z.string().max(40)).max(100);
export const run = z
  .string()
  .regex(/^[a-z0-9]{16}$/, 'must be the id of a run: 16 letters and digits')
  .meta({ examples: ['0123456789abcdef'] });
export const actions = z.array(z.string().min(1).max(200)).min(1).max(5_000);
/** What a run is asked for by, whatever becomes of it. */
export const runFields = {
  workspace,
  backend: z.string().max(100),
  actions,
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/, 'must be a whole commit id')
    .meta({ examples: ['4f1d6d1b0c3f4f5ea1b1a4d20e0a7a7f2d3c4b5a'] })
    .optional(),
  force: z.boolean().default(false),
};
