import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { lowerFlags } from '#products/rehearsal/app/operate/lists.ts';

/** B2. */
export const backendResume: Operation<'backend_resume'> = async (system, { by, newId }, { backend }) =>
  lowerFlags(system, by, newId(), backend, ['pause', 'draining']);
