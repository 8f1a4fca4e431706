import { isId } from '#contexts/access/ids.ts';
import { listDeadLetters, type DeadCursor, type DeadPage } from '#kernel/app/dead-letters.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** B5. One page of what was given up, and how much there is in all. */
export async function readDeadLetters(system: System, after: DeadCursor | undefined, limit: number): Promise<DeadPage & { count: number }> {
  const from = after !== undefined && isId('document', after.id) ? after : undefined;
  const [page, count] = await Promise.all([
    listDeadLetters(system, from, limit),
    system.store.count({ index: 'outboxDead', equal: { state: 'dead' } }),
  ]);
  return { ...page, count };
}
