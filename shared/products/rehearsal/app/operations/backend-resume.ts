import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { lowerFlags } from '#products/rehearsal/app/operate/lists.ts';

/** B2. */
export const backendResume: Operation<'backend_resume'> = async (system, { who, newId }, { backend }) =>
  lowerFlags(system, recordName(who), newId(), backend, ['pause', 'draining']);
