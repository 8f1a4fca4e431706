import type { Operation } from '#application/operations/define.ts';
import { backendRows } from '#application/operate/lists.ts';

export const backendsList: Operation<'backends_list'> = async (system) => ({ done: { rows: await backendRows(system) } });
