import type { Heard } from '#contexts/operations/domain/next.ts';
import { logged } from '#kernel/app/perform.ts';
import type { Log } from '#kernel/system.ts';
import type { End, Executor, Operation, Seen } from '#contexts/operations/ports/executor.ts';

/** An operation whose intent is on the record, and who carries it out. */
export interface Followed<O extends Operation, E extends End> {
  log: Log;
  executor: Executor<O, E>;
  order: O;
}

/** R3. Throws when it cannot be known whether it was started: to be done again. */
export async function startOperation<O extends Operation, E extends End>({ executor, order }: Followed<O, E>): Promise<Heard<E>> {
  const started = await executor.start(order);
  if (started === 'started') return { heard: 'started' };
  return 'refused' in started ? { heard: 'refused', why: started.refused } : { heard: 'ended', end: started };
}

/** R4, R5: asks once how it is, and asks it to stop if it should. That it cannot be asked is news, and no error: asking goes on. */
export async function followOperation<O extends Operation, E extends End>(followed: Followed<O, E>, isToStop: boolean): Promise<Heard<E>> {
  const { log, order } = followed;
  const named = { operation: order.id, ...logged(order.subject) };
  try {
    const seen = await look(followed, isToStop);
    if (seen?.seen === 'unknown') log('WARNING', 'unknown state of an operation', { ...named, state: seen.what.slice(0, 80) });
    return heardOf(seen);
  } catch (error) {
    log('WARNING', 'executor cannot be asked', { ...named, cause: String(error).slice(0, 300) });
    return { heard: 'unasked' };
  }
}

function heardOf<E extends End>(seen: Seen<E> | undefined): Heard<E> {
  switch (seen?.seen) {
    case undefined:
      return { heard: 'untold' };
    case 'ended':
      return { heard: 'ended', end: seen };
    case 'under_way':
      return { heard: 'under_way', state: seen.state };
    case 'missing':
      return { heard: 'missing' };
    case 'unknown':
      return { heard: 'unknown' };
  }
}

async function look<O extends Operation, E extends End>(
  { executor, order }: Followed<O, E>,
  isToStop: boolean,
): Promise<Seen<E> | undefined> {
  const seen = await executor.look?.(order);
  if (seen?.seen === 'under_way' && isToStop) await executor.stop(order);
  return seen;
}
