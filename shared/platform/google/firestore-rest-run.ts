import type { Transaction } from '#kernel/store/port.ts';
import type { CollectionsAs, Tables } from '#kernel/store/tables.ts';
import { startAttempt } from '../store/attempt.ts';
import { mayPass, storeErrorOf } from './firestore-rest-errors.ts';
import { restReader, urlOf, type Place, type Read } from './firestore-rest-reader.ts';
import { writeOf } from './firestore-rest-values.ts';

/** `again`: contention or an outage. `transaction` is the one that failed; naming it lets its successor go before younger ones. */
export type RunResult<T> = { done: T } | { again: unknown; transaction: string | undefined };

/** One run of a transaction's function. Throws what the function threw, and what another run would meet as well. */
export async function runOnce<T extends Tables, R>(
  collections: CollectionsAs<T>,
  place: Place,
  work: (tx: Transaction<T>) => Promise<R>,
  failedBefore: string | undefined,
): Promise<RunResult<R>> {
  const readFailures: unknown[] = [];
  const begun = beginner(failedBefore);
  const reader = restReader(place, (read) =>
    begun.within(read).catch((error: unknown) => {
      readFailures.push(error);
      throw error;
    }),
  );
  const { tx, writes, end } = startAttempt(collections, reader);
  let created: string[] = [];
  let worked = false;
  try {
    const done = await work(tx);
    worked = true;
    end();
    created = writes().flatMap(({ kind, path }) => (kind === 'create' ? [path] : []));
    await commit(
      place,
      writes().map((write) => writeOf(collections, place.root, write)),
      begun.transaction(),
    );
    return { done };
  } catch (error) {
    end();
    await rollback(place, begun.transaction());
    // The function may wrap what a read threw, but only the error itself is known to be the service's.
    const ours = worked || readFailures.includes(error);
    if (ours && mayPass(error)) return { again: storeErrorOf(error), transaction: begun.transaction() };
    throw ours ? storeErrorOf(error, created) : error;
  }
}

interface Beginner {
  within<T>(read: Read<T>): Promise<T>;
  transaction(): string | undefined;
}

/** The first read begins the transaction, which saves a call; reads beside it wait until it has. */
function beginner(failedBefore: string | undefined): Beginner {
  const readWrite = failedBefore === undefined ? {} : { retryTransaction: failedBefore };
  let transaction: string | undefined;
  let beginning: Promise<unknown> | undefined;
  async function within<T>(read: Read<T>): Promise<T> {
    if (beginning !== undefined) {
      await beginning;
      if (transaction === undefined) throw new TypeError('the first read began no transaction');
      return (await read({ transaction })).value;
    }
    const first = read({ newTransaction: { readWrite } });
    beginning = first.then((answer) => void (transaction = answer.transaction));
    await beginning;
    return (await first).value;
  }
  return { within, transaction: () => transaction };
}

/** A transaction without reads is one commit; one without writes is committed too, because that is what proves its reads. */
async function commit({ service, root }: Place, writes: object[], transaction: string | undefined): Promise<void> {
  if (writes.length === 0 && transaction === undefined) return;
  await service.post(`v1/${urlOf(root)}:commit`, { writes, ...(transaction === undefined ? {} : { transaction }) });
}

/** Frees the locks at once; a lost one they outlive by a minute at most. */
async function rollback({ service, root }: Place, transaction: string | undefined): Promise<void> {
  if (transaction === undefined) return;
  await service.post(`v1/${urlOf(root)}:rollback`, { transaction }).catch(() => undefined);
}
