import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { switchBackend } from '#products/rehearsal/app/operate/lists.ts';

export const backendRaise: Operation<'backend_raise'> = async (system, { by, newId }, asked) => switchBackend(system, by, newId(), asked);
