import { jobOwner } from '#products/pipelines/domain/owners/job.ts';
import type { Owners } from '#contexts/operations/domain/owner.ts';

/** Whoever of this product owns operations, by the kind of its process. */
export const owners: Owners = { job: jobOwner };
