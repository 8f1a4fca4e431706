import type { LiveState } from '#domain/operation/state.ts';
import type { Result } from '#application/perform-effect.ts';
import type { Log } from '#application/system.ts';
import type { End, Executor, Operation, Refused, Seen } from '#ports/executor.ts';

/** An operation whose intent is on the record, and who carries it out. */
export interface Driven<O extends Operation, E extends End> {
  log: Log;
  executor: Executor<O, E>;
  order: O;
  news: News<E>;
}

/** What each piece of news means to the process that the operation belongs to. */
export interface News<E extends End> {
  /** R3: it was started, now or before. */
  adopted(): Result;
  refused(why: string): Result;
  ended(end: E): Result | Promise<Result>;
  underWay(state: LiveState): Result;
  missing(): Result | Promise<Result>;
  /** R4: its provider says something that this version does not know. */
  unknown(): Result;
  /** Its executor cannot be asked now. */
  unasked(): Result;
  /** Its executor brings its news by itself. */
  untold(): Result | Promise<Result>;
}

/** R3. Throws when it cannot be known whether it was started: to be done again. */
export async function startOperation<O extends Operation, E extends End>({ executor, order, news }: Driven<O, E>): Promise<Result> {
  const started: 'started' | Refused | E = await executor.start(order);
  if (started === 'started') return news.adopted();
  return isRefused(started) ? news.refused(started.refused) : news.ended(started);
}

/** R4, R5: asks once how it is, and asks it to stop if nobody wants it any more. That it cannot be asked is news, and no error: asking goes on. */
export async function followOperation<O extends Operation, E extends End>(driven: Driven<O, E>, isWanted: boolean): Promise<Result> {
  const { log, order, news } = driven;
  const seen = await look(driven, isWanted).catch((error: unknown): 'unasked' => {
    log('WARNING', 'executor cannot be asked', { ...named(order), cause: String(error).slice(0, 300) });
    return 'unasked';
  });
  if (seen === 'unasked') return news.unasked();
  if (seen === undefined) return news.untold();
  switch (seen.seen) {
    case 'ended':
      return news.ended(seen);
    case 'under_way':
      return news.underWay(seen.state);
    case 'missing':
      return news.missing();
    case 'unknown':
      log('WARNING', 'unknown state of an operation', { ...named(order), state: seen.what.slice(0, 80) });
      return news.unknown();
  }
}

async function look<O extends Operation, E extends End>(
  { executor, order }: Driven<O, E>,
  isWanted: boolean,
): Promise<Seen<E> | undefined> {
  const seen = await executor.look?.(order);
  if (seen?.seen === 'under_way' && !isWanted) await executor.stop(order);
  return seen;
}

function isRefused(started: Refused | End): started is Refused {
  return 'refused' in started;
}

function named({ id, requestId }: Operation): { operation: string; requestId: string } {
  return { operation: id, requestId };
}
