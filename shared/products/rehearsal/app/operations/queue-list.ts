import { inSight } from '#contexts/access/app/in-sight.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { queueRows } from '#products/rehearsal/app/operate/lists.ts';

export const queueList: Operation<'queue_list'> = async (system, { who }, { backend }) =>
  queueRows(system, backend, inSight(who, 'backends.read'));
