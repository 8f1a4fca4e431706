import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { switchBackend } from '#products/rehearsal/app/operate/lists.ts';

export const backendLower: Operation<'backend_lower'> = async (system, { who, newId }, asked) =>
  switchBackend(system, recordName(who), newId(), asked);
