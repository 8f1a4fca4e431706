import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { switchBackend } from '#products/rehearsal/app/operate/lists.ts';

export const backendLower: Operation<'backend_lower'> = async (system, { by, newId }, asked) => switchBackend(system, by, newId(), asked);
