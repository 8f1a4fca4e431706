import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { backendStanding } from '#products/rehearsal/app/operate/backend-standing.ts';

export const backendStatus: Operation<'backend_status'> = async (system, _operator, { backend }) => backendStanding(system, backend);
