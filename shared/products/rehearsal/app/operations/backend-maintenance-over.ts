import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { lowerFlags } from '#products/rehearsal/app/operate/lists.ts';

/** B1: what a probe found is taken back, too; the next one may find it again. */
export const backendMaintenanceOver: Operation<'backend_maintenance_over'> = async (system, { who, newId }, { backend }) =>
  lowerFlags(system, recordName(who), newId(), backend, ['maintenance', 'maintenance_detected']);
