import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { removeOne } from '#products/rehearsal/app/operate/backends.ts';

/** B10. */
export const backendRemove: Operation<'backend_remove'> = (system, { who, newId }, { backend }) =>
  removeOne(system, { backend, by: recordName(who), id: newId() });
