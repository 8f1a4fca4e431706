import type { Operation } from '#application/operations/define.ts';
import { switchBackend } from '#application/operate/lists.ts';

export const backendResume: Operation<'backend_resume'> = async (system, { by, newId }, asked) => switchBackend(system, by, newId(), asked);
