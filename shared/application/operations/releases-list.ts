import type { Operation } from '#application/operations/define.ts';
import { releaseRows } from '#application/operate/lists.ts';

export const releasesList: Operation<'releases_list'> = async (system) => ({ done: { rows: releaseRows(system) } });
