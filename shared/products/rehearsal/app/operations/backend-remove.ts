import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { removeOne } from '#products/rehearsal/app/operate/backends.ts';

/** B10. */
export const backendRemove: Operation<'backend_remove'> = (system, { by, newId }, { backend }) =>
  removeOne(system, { backend, by, id: newId() });
