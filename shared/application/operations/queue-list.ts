import type { Operation } from '#application/operations/define.ts';
import { queueRows } from '#application/operate/lists.ts';

export const queueList: Operation<'queue_list'> = async (system, _, { backend }) => queueRows(system, backend);
