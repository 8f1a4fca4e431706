import type { Operation } from '#application/operations/define.ts';
import { showRequest } from '#application/operate/requests.ts';

export const requestShow: Operation<'request_show'> = async (system, _, { id }) => showRequest(system, id);
