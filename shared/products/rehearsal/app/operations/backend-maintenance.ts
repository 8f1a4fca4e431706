import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { switchBackend } from '#products/rehearsal/app/operate/lists.ts';

export const backendMaintenance: Operation<'backend_maintenance'> = async (system, { who, newId }, asked) =>
  switchBackend(system, recordName(who), newId(), { ...asked, flag: 'maintenance' });
