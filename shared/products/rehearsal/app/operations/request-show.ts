import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { showRequest } from '#products/rehearsal/app/operate/requests.ts';

export const requestShow: Operation<'request_show'> = async (system, _, { id }) => showRequest(system, id);
