import { z } from 'zod';
import { isWorkspaceName } from '#products/pipelines/domain/workspace/state.ts';

export const workspace = z.string().refine(isWorkspaceName, 'must be the name of a workspace: letters, digits, _ and -');
/** It stays on the record. */
export const why = z.string().trim().min(1, 'must be said').max(500);
export const limit = z.int().min(1).max(100).optional();
export const people = z.array(z.string().max(40)).max(100);
