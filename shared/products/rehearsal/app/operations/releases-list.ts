import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { releaseRows } from '#products/rehearsal/app/operate/lists.ts';

export const releasesList: Operation<'releases_list'> = async (system) => ({ done: { rows: releaseRows(system) } });
