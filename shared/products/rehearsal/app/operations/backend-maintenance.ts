import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { switchBackend } from '#products/rehearsal/app/operate/lists.ts';

export const backendMaintenance: Operation<'backend_maintenance'> = async (system, { by, newId }, asked) =>
  switchBackend(system, by, newId(), { ...asked, flag: 'maintenance' });
