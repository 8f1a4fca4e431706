import { inSight } from '#contexts/access/app/in-sight.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { backendRows } from '#products/rehearsal/app/operate/lists.ts';

export const backendsList: Operation<'backends_list'> = async (system, { who }) => ({
  done: { rows: await backendRows(system, inSight(who, 'backends.read')) },
});
