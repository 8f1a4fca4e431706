import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { switchBackend } from '#products/rehearsal/app/operate/lists.ts';

export const backendResume: Operation<'backend_resume'> = async (system, { by, newId }, asked) =>
  switchBackend(system, by, newId(), { ...asked, flag: 'pause' });
