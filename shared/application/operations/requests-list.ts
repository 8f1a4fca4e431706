import type { Operation } from '#application/operations/define.ts';
import { listRequests } from '#application/operate/requests.ts';

export const requestsList: Operation<'requests_list'> = async (system, _, { status, limit }) => listRequests(system, status, limit);
