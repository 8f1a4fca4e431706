import type { Operation } from '#application/operations/define.ts';
import { listDeadLetters } from '#application/dead-letters.ts';
import { deadRow } from '#application/operate/rows.ts';

export const deadList: Operation<'dead_list'> = async (system, _, { after, limit }) => {
  const { letters, next } = await listDeadLetters(system, after, limit);
  return { done: { rows: letters.map(deadRow), ...(next === undefined ? {} : { next }) } };
};
