import type { Operation } from '#application/operations/define.ts';
import { switchBackend } from '#application/operate/lists.ts';

export const backendPause: Operation<'backend_pause'> = async (system, { by, newId }, asked) => switchBackend(system, by, newId(), asked);
