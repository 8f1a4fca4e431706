import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { listRequests } from '#products/rehearsal/app/operate/requests.ts';

export const requestsList: Operation<'requests_list'> = async (system, _, asked) => listRequests(system, asked);
