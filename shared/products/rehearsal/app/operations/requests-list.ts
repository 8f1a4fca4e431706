import { inSight } from '#contexts/access/app/in-sight.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { listRequests } from '#products/rehearsal/app/operate/requests.ts';

export const requestsList: Operation<'requests_list'> = async (system, { who }, asked) =>
  listRequests(system, asked, inSight(who, 'requests.read'));
