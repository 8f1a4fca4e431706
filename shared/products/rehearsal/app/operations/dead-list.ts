import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { listDeadLetters } from '#kernel/app/dead-letters.ts';
import { deadRow } from '#products/rehearsal/app/operate/rows.ts';

export const deadList: Operation<'dead_list'> = async (system, _, { after, limit }) => {
  const { letters, next } = await listDeadLetters(system, after, limit);
  return { done: { rows: letters.map(deadRow), ...(next === undefined ? {} : { next }) } };
};
