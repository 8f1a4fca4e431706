import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { drainBackend } from '#products/rehearsal/app/operate/drain.ts';

export const backendDrain: Operation<'backend_drain'> = async (system, { by, newId }, asked) => drainBackend(system, by, newId(), asked);
