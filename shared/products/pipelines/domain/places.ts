import type { Hash } from '#kernel/chain.ts';

/** A workspace on a backend: what the head of its runs, and the outcomes of its actions, are kept under. */
export function headId(backend: string, workspace: string): string {
  return `${backend}.${workspace}`;
}

/** Names of actions may be anything; a key may not. */
export function outcomeId(hash: Hash, action: string): string {
  return hash(action).slice(0, 40);
}

/** Jobs of one queue are alike in what may keep them from starting: the slots of a pool, and what keeps others from the database. */
export interface Queue {
  backend: string;
  pool: string;
  usesDatabase: boolean;
}

export function queueName({ backend, pool, usesDatabase }: Queue): string {
  return `${backend}/${pool}/${usesDatabase ? 'database' : 'plain'}`;
}

/** Between which names all queues of a backend lie, and no other’s: `0` comes next behind `/`. */
export function queuesOf(backend: string): { from: string; to: string } {
  return { from: `${backend}/`, to: `${backend}0` };
}

/** What must not be done twice at once. */
export function slotKey(workspace: string, action: string): string {
  return `${workspace}/${action}`;
}
