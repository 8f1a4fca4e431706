import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { drainBackend } from '#products/rehearsal/app/operate/drain.ts';

export const backendDrain: Operation<'backend_drain'> = async (system, { who, newId }, asked) =>
  drainBackend(system, recordName(who), newId(), asked);
