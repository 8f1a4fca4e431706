import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { lowerFlags } from '#products/rehearsal/app/operate/lists.ts';

/** B1: what a probe found is taken back, too; the next one may find it again. */
export const backendMaintenanceOver: Operation<'backend_maintenance_over'> = async (system, { by, newId }, { backend }) =>
  lowerFlags(system, by, newId(), backend, ['maintenance', 'maintenance_detected']);
